/** Bayesian optimisation: searches by Gaussian processes on what has been evaluated. */
@NullMarked
package org.jmodnas.baselines.bayesian;

import org.jspecify.annotations.NullMarked;
