package org.jmodnas.tensor.optim;

/**
 * The point of least norm in the convex hull of the gradients, whose negative descends for every
 * task (MGDA, Désidéri 2012), by Frank–Wolfe with exact line search from the best pair (Sener and
 * Koltun, 2018).
 */
public final class MinNormSolver {
  private static final int MAXIMUM_ITERATIONS = 250;
  private static final double TOLERANCE = 1e-5;

  /**
   * The weights γ of the gradients: not negative, sum 1.
   *
   * @param gram inner products ⟨g_i, g_j⟩ of the gradients, (tasks, tasks)
   */
  public double[] weights(double[][] gram) {
    double[] gamma = bestPair(gram);
    for (int iteration = 0; gram.length > 2 && iteration < MAXIMUM_ITERATIONS; iteration++) {
      double[] products = multiply(gram, gamma);
      int best = argmin(products);
      double keep = share(dot(gamma, products), products[best], gram[best][best]);
      double change = (1 - keep) * (1 - gamma[best]);
      for (int t = 0; t < gamma.length; t++) {
        gamma[t] *= keep;
      }
      gamma[best] += 1 - keep;
      if (2 * change < TOLERANCE) {
        break;
      }
    }
    return gamma;
  }

  private static double[] bestPair(double[][] gram) {
    int tasks = gram.length;
    double[] gamma = new double[tasks];
    gamma[0] = 1;
    double least = gram[0][0];
    for (int i = 0; i < tasks; i++) {
      for (int j = i + 1; j < tasks; j++) {
        double a = share(gram[i][i], gram[i][j], gram[j][j]);
        double norm =
            a * a * gram[i][i] + 2 * a * (1 - a) * gram[i][j] + (1 - a) * (1 - a) * gram[j][j];
        if (norm < least) {
          least = norm;
          gamma = new double[tasks];
          gamma[i] = a;
          gamma[j] = 1 - a;
        }
      }
    }
    return gamma;
  }

  /** The a in [0, 1] that minimises ‖a·u + (1 − a)·v‖, from ⟨u, u⟩, ⟨u, v⟩ and ⟨v, v⟩. */
  private static double share(double uu, double uv, double vv) {
    double denominator = uu + vv - 2 * uv;
    if (denominator <= 0) {
      return uu <= vv ? 1 : 0;
    }
    return Math.max(0, Math.min(1, (vv - uv) / denominator));
  }

  private static double[] multiply(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = dot(matrix[i], vector);
    }
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static int argmin(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] < values[best]) {
        best = i;
      }
    }
    return best;
  }
}
