package org.jmodnas.baselines.bayesian.gaussian;

/** A function of several numbers that knows its gradient. */
@FunctionalInterface
interface DifferentiableFunction {
  /** The value at {@code point}; the gradient there is written to {@code gradient}. */
  double evaluate(double[] point, double[] gradient);
}
