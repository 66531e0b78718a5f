/**
 * Search by similarity of representations, hardware cost and its diversity: Sinha et al.,
 * "Multi-objective hardware aware neural architecture search using hardware cost diversity" (CVPR
 * workshops, 2024).
 */
@NullMarked
package org.jmodnas.baselines.hdnas;

import org.jspecify.annotations.NullMarked;
