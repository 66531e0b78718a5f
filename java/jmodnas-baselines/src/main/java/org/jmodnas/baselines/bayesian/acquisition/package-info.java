/** What an evaluation is expected to be worth. */
@NullMarked
package org.jmodnas.baselines.bayesian.acquisition;

import org.jspecify.annotations.NullMarked;
