package org.jmodnas.pareto;

/** Hypervolume of two objectives: one sweep over the points sorted by the first. */
final class PlanarSweep {
  private PlanarSweep() {}

  /** The area dominated by {@code points}, all strictly inside the reference. O(n log n). */
  static double area(double[][] points, double[] reference) {
    double area = 0;
    double lowest = reference[1];
    for (int index : SortedOrder.of(points, 0)) {
      double[] point = points[index];
      if (point[1] < lowest) {
        area += (reference[0] - point[0]) * (lowest - point[1]);
        lowest = point[1];
      }
    }
    return area;
  }
}
