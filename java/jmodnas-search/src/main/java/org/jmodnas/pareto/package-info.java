/**
 * Pareto bookkeeping: dominance, sorting, crowding, archive, hypervolume and distance indicators.
 * Points are arrays of objective values; every objective is minimised.
 */
@NullMarked
package org.jmodnas.pareto;

import org.jspecify.annotations.NullMarked;
