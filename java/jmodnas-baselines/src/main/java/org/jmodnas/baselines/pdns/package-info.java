/**
 * Pareto-dominance novelty search by training-free metrics: Vo and Luong, "Efficient
 * multi-objective neural architecture search via Pareto dominance-based novelty search" (GECCO
 * 2024).
 */
@NullMarked
package org.jmodnas.baselines.pdns;

import org.jspecify.annotations.NullMarked;
