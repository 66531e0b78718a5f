package org.jmodnas.baselines.bayesian;

import java.util.List;
import org.jmodnas.tensor.random.Philox;

/** What a Bayesian search models of an evaluation, and what it takes next. */
interface Acquisition {
  /** Number of outcomes. */
  int count();

  /**
   * The outcomes that are modelled, by a Gaussian process each, all minimised.
   *
   * @param objectives of a feasible evaluation
   */
  double[] outcomes(double[] objectives);

  /**
   * How much each candidate is worth an evaluation; the largest value is evaluated.
   *
   * @param posterior of the outcomes at the candidates
   * @param front the outcomes so far that no others dominate, one or more
   */
  double[] values(Posterior posterior, List<double[]> front, Philox random);
}
