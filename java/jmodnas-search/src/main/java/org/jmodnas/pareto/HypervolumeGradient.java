package org.jmodnas.pareto;

import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of the hypervolume with respect to the points that dominate it (Emmerich and Deutz,
 * "Time complexity and zeros of the hypervolume indicator gradient field", 2014).
 *
 * <p>Entry (i, m) is minus the area of the face that point i alone has in direction m: what it adds
 * to the hypervolume of those points that are better in m, with m left out. Where the hypervolume
 * has a kink, at equal values, it is the slope towards better values, so that equal points have
 * equal gradients.
 */
public final class HypervolumeGradient {
  private HypervolumeGradient() {}

  /**
   * ∂HV/∂points, (points, M), no entry above 0. That of a point without a volume of its own, since
   * another is better or the reference is not worse, is 0.
   *
   * @param points of M ≥ 2 objectives, all minimised
   * @param reference bounds the volume
   */
  public static double[][] of(List<double[]> points, double... reference) {
    double[][] gradient = new double[points.size()][reference.length];
    for (int i = 0; i < gradient.length; i++) {
      for (int m = 0; m < reference.length; m++) {
        if (points.get(i)[m] <= reference[m]) {
          gradient[i][m] = -face(points, i, m, reference);
        }
      }
    }
    return gradient;
  }

  private static double face(List<double[]> points, int i, int m, double[] reference) {
    List<double[]> better = new ArrayList<>();
    for (double[] other : points) {
      if (other[m] < points.get(i)[m]) {
        better.add(without(other, m));
      }
    }
    double[] bound = without(reference, m);
    double covered = better.isEmpty() ? 0 : Hypervolume.of(better, bound);
    better.add(without(points.get(i), m));
    // Rounding can leave a covered face a little below 0.
    return Math.max(Hypervolume.of(better, bound) - covered, 0);
  }

  private static double[] without(double[] point, int m) {
    double[] rest = new double[point.length - 1];
    System.arraycopy(point, 0, rest, 0, m);
    System.arraycopy(point, m + 1, rest, m, rest.length - m);
    return rest;
  }
}
