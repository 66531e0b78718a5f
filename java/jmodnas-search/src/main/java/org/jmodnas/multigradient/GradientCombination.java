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
      float[] gradient = gradients.get(i);
      int[] support = support(gradient);
      norms[i] = Math.max(Math.sqrt(dot(gradient, gradient, support)), SMALLEST_NORM);
      for (int j = 0; j <= i; j++) {
        gram[i][j] = dot(gradient, gradients.get(j), support) / (norms[i] * norms[j]);
        gram[j][i] = gram[i][j];
      }
    }
    double[] gamma = new MinNormSolver().weights(gram);
    for (int t = 0; t < tasks; t++) {
      gamma[t] /= norms[t];
    }
    return gamma;
  }

  /** Where a gradient is not 0: of the banks, only in the rows of the lattice points around r. */
  private static int[] support(float[] gradient) {
    int[] indices = new int[gradient.length];
    int count = 0;
    for (int i = 0; i < gradient.length; i++) {
      if (gradient[i] != 0) {
        indices[count++] = i;
      }
    }
    return Arrays.copyOf(indices, count);
  }

  private static double dot(float[] a, float[] b, int[] support) {
    double sum = 0;
    for (int i : support) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
