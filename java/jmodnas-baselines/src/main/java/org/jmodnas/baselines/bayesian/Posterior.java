package org.jmodnas.baselines.bayesian;

import java.util.Arrays;

/**
 * What is believed of the outcomes at candidates, independent and normal.
 *
 * @param means (outcomes, candidates)
 * @param deviations (outcomes, candidates)
 */
record Posterior(double[][] means, double[][] deviations) {
  int candidates() {
    return means[0].length;
  }

  /** What is believed of these candidates alone. */
  Posterior at(int[] indices) {
    return new Posterior(at(means, indices), at(deviations, indices));
  }

  private static double[][] at(double[][] values, int[] indices) {
    return Arrays.stream(values)
        .map(row -> Arrays.stream(indices).mapToDouble(i -> row[i]).toArray())
        .toArray(double[][]::new);
  }
}
