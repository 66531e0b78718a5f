package org.jmodnas.multigradient;

import java.util.Arrays;
import java.util.List;

/**
 * Adds the gradients of the target devices to one direction, as a {@link DeviceCombination} says.
 */
public final class GradientCombination {
  private static final double SMALLEST_NORM = 1e-12;

  private final DeviceCombination combination;

  public GradientCombination(DeviceCombination combination) {
    this.combination = combination;
  }

  /** Σ_t γ_t g_t of gradients of equal length; the single gradient where there is one. */
  public float[] combine(List<float[]> gradients) {
    List<SparseVector> vectors = gradients.stream().map(SparseVector::of).toList();
    double[] weights = weights(vectors);
    float[] combined = new float[gradients.get(0).length];
    for (int t = 0; t < weights.length; t++) {
      vectors.get(t).addTo(combined, (float) weights[t]);
    }
    return combined;
  }

  private double[] weights(List<SparseVector> gradients) {
    double[] weights = new double[gradients.size()];
    switch (combination) {
      case MIN_NORM -> {
        return minNorm(gradients);
      }
      case MEAN -> Arrays.fill(weights, 1.0 / weights.length);
      case SUM, SEQUENTIAL, SAMPLED -> Arrays.fill(weights, 1);
    }
    return weights;
  }

  /** γ of the gradients scaled to norm 1, with that scaling in it. */
  private static double[] minNorm(List<SparseVector> gradients) {
    int tasks = gradients.size();
    double[][] gram = new double[tasks][tasks];
    double[] norms = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      SparseVector gradient = gradients.get(i);
      norms[i] = Math.max(Math.sqrt(gradient.dot(gradient)), SMALLEST_NORM);
      for (int j = 0; j <= i; j++) {
        gram[i][j] = gradient.dot(gradients.get(j)) / (norms[i] * norms[j]);
        gram[j][i] = gram[i][j];
      }
    }
    double[] gamma = new MinNormSolver().weights(gram);
    for (int t = 0; t < tasks; t++) {
      gamma[t] /= norms[t];
    }
    return gamma;
  }
}
