package org.jmodnas.pareto;

import java.util.Arrays;

/** Hypervolume of two objectives: one sweep over the points sorted by the first. */
final class PlanarSweep {
  private PlanarSweep() {}

  /** The area dominated by {@code points}, all strictly inside the reference. O(n log n). */
  static double area(double[][] points, double[] reference) {
    double[][] sorted = points.clone();
    Arrays.sort(sorted, (a, b) -> Double.compare(a[0], b[0]));
    double area = 0;
    double lowest = reference[1];
    for (double[] point : sorted) {
      if (point[1] < lowest) {
        area += (reference[0] - point[0]) * (lowest - point[1]);
        lowest = point[1];
      }
    }
    return area;
  }
}
