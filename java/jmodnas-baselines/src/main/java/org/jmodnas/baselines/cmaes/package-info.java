/** Covariance matrix adaptation, and a search of architectures by it. */
@NullMarked
package org.jmodnas.baselines.cmaes;

import org.jspecify.annotations.NullMarked;
