package org.jmodnas.multigradient;

import org.jmodnas.tensor.random.Philox;

/**
 * Projection of conflicting gradients (Yu et al., "Gradient surgery for multi-task learning",
 * 2020): from each gradient, every other one that it opposes is taken out in random order, and the
 * results are averaged. The publication sums them.
 */
final class PcGrad {
  private PcGrad() {}

  /**
   * The weights of the gradients in the mean of the projected ones: none negative.
   *
   * @param gram inner products ⟨g_i, g_j⟩, (tasks, tasks)
   * @param random draws the orders
   */
  static double[] weights(double[][] gram, Philox random) {
    int tasks = gram.length;
    double[] mean = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      double[] projected = projected(gram, i, random.permutation(tasks));
      for (int t = 0; t < tasks; t++) {
        mean[t] += projected[t] / tasks;
      }
    }
    return mean;
  }

  /** The weights of the gradients in what is left of gradient i. */
  private static double[] projected(double[][] gram, int i, int[] order) {
    double[] weights = new double[gram.length];
    weights[i] = 1;
    for (int j : order) {
      double product = 0;
      for (int t = 0; t < weights.length; t++) {
        product += weights[t] * gram[t][j];
      }
      if (j != i && product < 0) {
        weights[j] -= product / gram[j][j];
      }
    }
    return weights;
  }
}
