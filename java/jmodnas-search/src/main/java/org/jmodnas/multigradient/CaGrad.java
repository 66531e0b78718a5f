package org.jmodnas.multigradient;

import java.util.Arrays;

/**
 * Conflict-averse gradient descent (Liu et al., 2021): among the directions within c·‖g₀‖ of the
 * mean gradient g₀, the one along which the task that gains least gains most.
 *
 * <p>It is g₀ + s·g_w / ‖g_w‖ with s = c·‖g₀‖, where g_w = Σ_t w_t g_t has the w on the simplex
 * that minimises F(w) = ⟨g_w, g₀⟩ + s·‖g_w‖. F is convex and has a closed minimum along the
 * exchange of weight between two tasks, so it is found by such exchanges (pairwise Frank–Wolfe).
 */
final class CaGrad {
  private static final int MAXIMUM_EXCHANGES = 5000;
  private static final double TOLERANCE = 1e-9;

  /** Added to ‖g_w‖², in squares of the largest norm, so that F has a gradient where g_w = 0. */
  private static final double SMOOTHING = 1e-12;

  private final double[][] gram;
  private final double[] meanProducts;
  private final double radius;
  private final double largest;
  private final double[] weights;

  private CaGrad(double[][] gram, double c) {
    int tasks = gram.length;
    this.gram = gram;
    meanProducts = Arrays.stream(gram).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    double meanNorm = 0;
    double largestNorm = Double.MIN_NORMAL;
    for (int t = 0; t < tasks; t++) {
      meanProducts[t] /= tasks;
      meanNorm += meanProducts[t] / tasks;
      largestNorm = Math.max(largestNorm, gram[t][t]);
    }
    radius = c * Math.sqrt(Math.max(meanNorm, 0));
    largest = largestNorm;
    weights = new double[tasks];
    Arrays.fill(weights, 1.0 / tasks);
  }

  /**
   * The weights of the gradients in the direction: at least 1/tasks each.
   *
   * @param gram inner products ⟨g_i, g_j⟩, (tasks, tasks)
   * @param c 0 for the mean, below 1
   */
  static double[] weights(double[][] gram, double c) {
    CaGrad solver = new CaGrad(gram, c);
    int exchanges = 0;
    while (exchanges < MAXIMUM_EXCHANGES && solver.exchange()) {
      exchanges++;
    }
    double factor = solver.radius / solver.norm(solver.products());
    return Arrays.stream(solver.weights).map(w -> 1.0 / gram.length + factor * w).toArray();
  }

  /** Moves weight from the task of the steepest ascent to that of the steepest descent. */
  private boolean exchange() {
    double[] products = products();
    double norm = norm(products);
    int to = 0;
    int from = -1;
    for (int t = 0; t < weights.length; t++) {
      to = slope(t, products, norm) < slope(to, products, norm) ? t : to;
      if (weights[t] > 0 && (from < 0 || slope(t, products, norm) > slope(from, products, norm))) {
        from = t;
      }
    }
    if (slope(from, products, norm) - slope(to, products, norm) <= TOLERANCE * largest) {
      return false;
    }
    double share = share(from, to, products, norm);
    weights[to] += share;
    weights[from] -= share;
    return share > 0;
  }

  /** The a in [0, w_from] that minimises F(w) after a of its weight went over. */
  private double share(int from, int to, double[] products, double norm) {
    double linear = meanProducts[to] - meanProducts[from];
    double curvature = gram[to][to] + gram[from][from] - 2 * gram[to][from];
    double steepest = radius * Math.sqrt(Math.max(curvature, 0));
    if (Math.abs(linear) >= steepest) {
      return linear < 0 ? weights[from] : 0;
    }
    // Least is linear·a + steepest·√((a − centre)² + rest).
    double centre = (products[from] - products[to]) / curvature;
    double rest = Math.max(norm * norm / curvature - centre * centre, 0);
    double step = linear * Math.sqrt(rest / (steepest * steepest - linear * linear));
    return Math.max(0, Math.min(weights[from], centre - step));
  }

  /** ∂F/∂w_t. */
  private double slope(int t, double[] products, double norm) {
    return meanProducts[t] + radius * products[t] / norm;
  }

  /** ⟨g_t, g_w⟩ of all t. */
  private double[] products() {
    return Arrays.stream(gram).mapToDouble(row -> dot(row, weights)).toArray();
  }

  private double norm(double[] products) {
    return Math.sqrt(Math.max(dot(products, weights), 0) + SMOOTHING * largest);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
