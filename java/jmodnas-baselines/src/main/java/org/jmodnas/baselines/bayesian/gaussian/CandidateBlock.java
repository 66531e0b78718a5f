package org.jmodnas.baselines.bayesian.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The posterior at some candidates P: V = L⁻¹·K(X, P), row by row, and what follows from it. */
final class CandidateBlock {
  private final int[][] candidates;
  private final MaternKernel kernel;
  private final List<double[]> rows = new ArrayList<>();
  private final double[] means;
  private final double[] variances;

  /** The prior at {@code candidates}. */
  CandidateBlock(int[][] candidates, MaternKernel kernel) {
    this.candidates = candidates.clone();
    this.kernel = kernel;
    means = new double[candidates.length];
    variances = new double[candidates.length];
    Arrays.setAll(variances, c -> kernel.of(candidates[c], candidates[c]));
  }

  /** Number of observations that the posterior has. */
  int observations() {
    return rows.size();
  }

  /** Posterior means; not to be changed. */
  double[] means() {
    return means;
  }

  /** Posterior variances, which rounding may leave below 0; not to be changed. */
  double[] variances() {
    return variances;
  }

  /**
   * Adds an observation.
   *
   * @param input the ones of its encoding
   * @param factor its row of L, up to the diagonal
   * @param whitened its entry of L⁻¹·y
   */
  void extend(int[] input, double[] factor, double whitened) {
    double[] row = new double[candidates.length];
    for (int c = 0; c < row.length; c++) {
      row[c] = kernel.of(input, candidates[c]);
    }
    int k = 0;
    for (; k + 3 < rows.size(); k += 4) {
      subtractFour(row, factor, k);
    }
    for (; k < rows.size(); k++) {
      Cholesky.addScaled(row, -factor[k], rows.get(k));
    }
    double scale = 1 / factor[k];
    for (int c = 0; c < row.length; c++) {
      row[c] *= scale;
      means[c] += whitened * row[c];
      variances[c] -= row[c] * row[c];
    }
    rows.add(row);
  }

  /** Four rows at once: the target is read and written a quarter as often. */
  private void subtractFour(double[] target, double[] factor, int k) {
    double[] first = rows.get(k);
    double[] second = rows.get(k + 1);
    double[] third = rows.get(k + 2);
    double[] fourth = rows.get(k + 3);
    double a = factor[k];
    double b = factor[k + 1];
    double c = factor[k + 2];
    double d = factor[k + 3];
    for (int i = 0; i < target.length; i++) {
      target[i] -= a * first[i] + b * second[i] + (c * third[i] + d * fourth[i]);
    }
  }
}
