package org.jmodnas.baselines.trainingfree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.stats.CorrelationMatrix;
import org.jmodnas.stats.SymmetricMatrix;

/** Metrics of how differently a network sees the images of a minibatch. */
final class JacobianMetrics {
  /** Keeps logarithm and reciprocal finite. */
  private static final double K = 1e-5;

  /** From more classes on, their scores are compared rather than added up. */
  private static final int FEW_CLASSES = 100;

  private JacobianMetrics() {}

  /**
   * −Σ (ln(v + k) + 1/(v + k)) over the eigenvalues v of the correlations between the images'
   * gradients (Mellor et al., 2020, in its first version; jacob_cov). Where gradients are nearly
   * the same, as in networks of few ReLUs, it depends on the rounding of the smallest eigenvalues.
   */
  static double covariance(Probe probe) {
    double[][] correlations = CorrelationMatrix.ofRows(probe.jacobian());
    if (isUndefined(correlations)) {
      return Double.NaN;
    }
    double score = 0;
    for (double eigenvalue : SymmetricMatrix.eigenvalues(correlations)) {
      score -= Math.log(eigenvalue + K) + 1 / (eigenvalue + K);
    }
    return score;
  }

  /**
   * For each class Σ ln(|c| + k) over the correlations c between the gradients of its images (Lopes
   * et al., 2021): the sum over classes of its absolute value; with more than 100 classes, the mean
   * absolute difference between classes, each by its number of images.
   */
  static double epe(Probe probe) {
    Map<Integer, List<double[]>> byClass = new LinkedHashMap<>();
    int[] labels = probe.batch().labels();
    for (int i = 0; i < labels.length; i++) {
      byClass.computeIfAbsent(labels[i], label -> new ArrayList<>()).add(probe.jacobian()[i]);
    }
    boolean few = probe.subject().size().classes() <= FEW_CLASSES;
    double[] scores =
        byClass.values().stream()
            .mapToDouble(rows -> classScore(rows) / (few ? 1 : rows.size()))
            .toArray();
    double total = 0;
    for (double score : scores) {
      if (few) {
        total += Math.abs(score);
      } else {
        for (double other : scores) {
          total += Math.abs(score - other) / (scores.length * scores.length);
        }
      }
    }
    return total;
  }

  private static double classScore(List<double[]> rows) {
    double score = 0;
    for (double[] correlations : CorrelationMatrix.ofRows(rows.toArray(double[][]::new))) {
      for (double correlation : correlations) {
        score += Math.log(Math.abs(correlation) + K);
      }
    }
    return score;
  }

  private static boolean isUndefined(double[][] correlations) {
    for (double[] row : correlations) {
      for (double value : row) {
        if (Double.isNaN(value)) {
          return true;
        }
      }
    }
    return false;
  }
}
