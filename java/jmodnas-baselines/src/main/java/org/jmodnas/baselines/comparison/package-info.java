/**
 * Comparisons of search methods: equal budgets of evaluations, several seeds, the same scaling and
 * reference point for all. Reads from {@link org.jmodnas.baselines.comparison.Comparison}
 * downwards.
 */
@NullMarked
package org.jmodnas.baselines.comparison;

import org.jspecify.annotations.NullMarked;
