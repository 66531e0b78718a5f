/**
 * LaMOO: a search that learns which region of the space holds the Pareto front, and lets another
 * search propose architectures there.
 */
@NullMarked
package org.jmodnas.baselines.lamoo;

import org.jspecify.annotations.NullMarked;
