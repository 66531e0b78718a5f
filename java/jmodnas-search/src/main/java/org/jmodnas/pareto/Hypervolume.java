package org.jmodnas.pareto;

import java.util.Arrays;
import java.util.List;

/**
 * Exact hypervolume: the volume that a set of points dominates, bounded by a reference point
 * (Zitzler and Thiele, 1999). A sweep for two and three objectives, WFG (While et al., 2012)
 * beyond.
 */
public final class Hypervolume {
  private Hypervolume() {}

  /**
   * The hypervolume of {@code points}. A point that is not better than the reference in every
   * objective contributes nothing.
   */
  public static double of(List<double[]> points, double... reference) {
    Dominance.requireComparable(points);
    for (double[] point : points) {
      if (point.length != reference.length) {
        throw new IllegalArgumentException(
            "The reference point has %d objectives, the points have %d"
                .formatted(reference.length, point.length));
      }
    }
    Dominance.requireComparable(List.of(reference));
    double[][] inside =
        points.stream().filter(point -> isInside(point, reference)).toArray(double[][]::new);
    if (inside.length == 0) {
      return 0;
    }
    return switch (reference.length) {
      case 1 -> reference[0] - Arrays.stream(inside).mapToDouble(p -> p[0]).min().orElseThrow();
      case 2 -> PlanarSweep.area(inside, reference);
      case 3 -> SpatialSweep.volume(inside, reference);
      default -> WfgHypervolume.volume(inside, reference);
    };
  }

  private static boolean isInside(double[] point, double[] reference) {
    for (int m = 0; m < point.length; m++) {
      if (point[m] >= reference[m]) {
        return false;
      }
    }
    return true;
  }
}
