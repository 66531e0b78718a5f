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
    double[] weights = weights(gradients);
    float[] combined = new float[gradients.get(0).length];
    for (int t = 0; t < weights.length; t++) {
      float weight = (float) weights[t];
      float[] gradient = gradients.get(t);
      for (int i = 0; i < combined.length; i++) {
        combined[i] += weight * gradient[i];
      }
    }
    return combined;
  }

  private double[] weights(List<float[]> gradients) {
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
  private static double[] minNorm(List<float[]> gradients) {
    int tasks = gradients.size();
    double[][] gram = new double[tasks][tasks];
    double[] norms = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      double square = dot(gradients.get(i), gradients.get(i));
      norms[i] = Math.max(Math.sqrt(square), SMALLEST_NORM);
      for (int j = 0; j <= i; j++) {
        gram[i][j] = dot(gradients.get(i), gradients.get(j)) / (norms[i] * norms[j]);
        gram[j][i] = gram[i][j];
      }
    }
    double[] gamma = new MinNormSolver().weights(gram);
    for (int t = 0; t < tasks; t++) {
      gamma[t] /= norms[t];
    }
    return gamma;
  }

  /** In four partial sums, which the processor adds side by side. */
  private static double dot(float[] a, float[] b) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      first += (double) a[i] * b[i];
      second += (double) a[i + 1] * b[i + 1];
      third += (double) a[i + 2] * b[i + 2];
      fourth += (double) a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      first += (double) a[i] * b[i];
    }
    return first + second + (third + fourth);
  }
}
