package org.jmodnas.report.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The knee of a front: the point that bulges farthest towards the ideal one from the hyperplane
 * through the ends of the front (Das 1999, section 3: the point of greatest distance from the
 * convex hull of the individual minima). Objectives are scaled to 0 … 1 between the best and the
 * worst value on the front, so that the hyperplane is Σ f = 1; of two objectives this is the line
 * through both ends.
 */
public final class Knee {
  private static final double FLAT = 1e-9;

  private Knee() {}

  /**
   * The index of the knee among {@code front}, whose points do not dominate each other and are
   * minimised; the first of several. None where no point lies below the hyperplane, as in a front
   * of fewer than three points or a straight or concave one.
   */
  public static OptionalInt of(List<double[]> front) {
    if (front.size() < 3) {
      return OptionalInt.empty();
    }
    int objectives = front.get(0).length;
    double[] best = new double[objectives];
    double[] worst = new double[objectives];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    Arrays.fill(worst, Double.NEGATIVE_INFINITY);
    for (double[] point : front) {
      for (int m = 0; m < objectives; m++) {
        best[m] = Math.min(best[m], point[m]);
        worst[m] = Math.max(worst[m], point[m]);
      }
    }
    int knee = -1;
    double lowest = 1 - FLAT;
    for (int i = 0; i < front.size(); i++) {
      double sum = 0;
      for (int m = 0; m < objectives; m++) {
        double range = worst[m] - best[m];
        sum += range > 0 ? (front.get(i)[m] - best[m]) / range : 0;
      }
      if (sum < lowest) {
        lowest = sum;
        knee = i;
      }
    }
    return knee < 0 ? OptionalInt.empty() : OptionalInt.of(knee);
  }
}
