package org.jmodnas.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pareto dominance: no objective worse, at least one better. */
public final class Dominance {
  private Dominance() {}

  /** Whether {@code a} dominates {@code b}. */
  public static boolean dominates(double[] a, double[] b) {
    return weaklyDominates(a, b) && !Arrays.equals(a, b);
  }

  /** Whether {@code a} is nowhere worse than {@code b}. */
  public static boolean weaklyDominates(double[] a, double[] b) {
    for (int m = 0; m < a.length; m++) {
      if (a[m] > b[m]) {
        return false;
      }
    }
    return true;
  }

  /** Indices of the points that no other dominates, ascending; equal points are all kept. */
  public static List<Integer> nonDominated(List<double[]> points) {
    requireComparable(points);
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      double[] candidate = points.get(i);
      if (points.stream().noneMatch(other -> dominates(other, candidate))) {
        kept.add(i);
      }
    }
    return kept;
  }

  /** Throws unless all points have equally many objectives and no NaN. */
  static void requireComparable(List<double[]> points) {
    for (double[] point : points) {
      if (point.length != points.get(0).length || point.length == 0) {
        throw new IllegalArgumentException(
            "Points have equally many objectives; expected %d, got %d"
                .formatted(points.get(0).length, point.length));
      }
      for (double value : point) {
        if (Double.isNaN(value)) {
          throw new IllegalArgumentException(
              "NaN is no objective value: " + Arrays.toString(point));
        }
      }
    }
  }
}
