package org.jmodnas.baselines.lamoo;

import java.util.Arrays;

/**
 * Weighted samples of a grid, summed for every architecture x of the grid by the number of
 * decisions that agree: S_k(x) = Σ c_i over the samples that agree with x in exactly k decisions.
 *
 * <p>The sums are made one decision after the other. A sample agrees with x in k of the decisions
 * so far if it did so in k − 1 of those before and agrees in this one, or in k and differs here.
 * That takes O(n² N) for n decisions and N architectures, however many samples there are.
 */
final class Agreements {
  private final ChoiceGrid grid;

  /** S_k(x) by k and position. */
  private double[][] sums;

  /** The sums for samples that have {@code weights} at their positions, with 0 elsewhere. */
  Agreements(ChoiceGrid grid, double[] weights) {
    this.grid = grid;
    sums = new double[][] {weights};
    int stride = 1;
    // The last decision first: its short inner loops then run over the fewest sums.
    for (int decision = grid.decisions() - 1; decision >= 0; decision--) {
      sums = compared(grid.alternatives(decision), stride);
      stride *= grid.alternatives(decision);
    }
  }

  /** Σ_k f(k) S_k(x) for every x, which is Σ c_i f(the number of agreements of i and x). */
  double[] weighted(double... f) {
    double[] weighted = new double[grid.size()];
    for (int k = 0; k < sums.length; k++) {
      for (int i = 0; i < weighted.length; i++) {
        weighted[i] += f[k] * sums[k][i];
      }
    }
    return weighted;
  }

  /** The sums with one more decision, whose choices lie {@code stride} apart. */
  private double[][] compared(int alternatives, int stride) {
    double[][] compared = new double[sums.length + 1][grid.size()];
    double[] totals = new double[stride];
    for (int k = 0; k < sums.length; k++) {
      double[] before = sums[k];
      for (int start = 0; start < before.length; start += alternatives * stride) {
        Arrays.fill(totals, 0);
        for (int i = start; i < start + alternatives * stride; i += stride) {
          for (int j = 0; j < stride; j++) {
            totals[j] += before[i + j];
          }
        }
        for (int i = start; i < start + alternatives * stride; i += stride) {
          for (int j = 0; j < stride; j++) {
            compared[k][i + j] += totals[j] - before[i + j];
            compared[k + 1][i + j] += before[i + j];
          }
        }
      }
    }
    return compared;
  }
}
