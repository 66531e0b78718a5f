/** Gaussian processes on the architectures of a space. */
@NullMarked
package org.jmodnas.baselines.bayesian.gaussian;

import org.jspecify.annotations.NullMarked;
