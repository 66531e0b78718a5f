package org.jmodnas.multigradient;

import org.jmodnas.tensor.random.Philox;

/** Small sets of gradients as plain vectors. */
final class GradientSets {
  private GradientSets() {}

  static double[][] random(int tasks, int size, Philox random) {
    double[][] gradients = new double[tasks][size];
    for (double[] gradient : gradients) {
      double scale = Math.exp(random.nextGaussian());
      for (int k = 0; k < size; k++) {
        gradient[k] = scale * random.nextGaussian();
      }
    }
    return gradients;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  static double[][] gram(double[][] gradients) {
    double[][] gram = new double[gradients.length][gradients.length];
    for (int i = 0; i < gradients.length; i++) {
      for (int j = 0; j < gradients.length; j++) {
        gram[i][j] = dot(gradients[i], gradients[j]);
      }
    }
    return gram;
  }

  /** Σ_t weights[t]·gradients[t]. */
  static double[] combined(double[][] gradients, double[] weights) {
    double[] sum = new double[gradients[0].length];
    for (int t = 0; t < weights.length; t++) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += weights[t] * gradients[t][k];
      }
    }
    return sum;
  }

  /** The least ⟨g_t, direction⟩. */
  static double worstGain(double[][] gradients, double[] direction) {
    double worst = Double.POSITIVE_INFINITY;
    for (double[] gradient : gradients) {
      worst = Math.min(worst, dot(gradient, direction));
    }
    return worst;
  }
}
