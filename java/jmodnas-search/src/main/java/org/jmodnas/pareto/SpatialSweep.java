package org.jmodnas.pareto;

import java.util.Map;
import java.util.TreeMap;

/**
 * Hypervolume of three objectives: a sweep along the third that keeps the staircase of the points
 * passed and the area it dominates (Fonseca et al., 2006).
 */
final class SpatialSweep {
  /** First to second objective of the staircase; second falls as first rises. */
  private final TreeMap<Double, Double> stairs = new TreeMap<>();

  private double area;

  private SpatialSweep(double[] reference) {
    stairs.put(Double.NEGATIVE_INFINITY, reference[1]);
    stairs.put(reference[0], Double.NEGATIVE_INFINITY);
  }

  /** The volume dominated by {@code points}, all strictly inside the reference. O(n log n). */
  static double volume(double[][] points, double[] reference) {
    int[] order = SortedOrder.of(points, 2);
    SpatialSweep sweep = new SpatialSweep(reference);
    double volume = 0;
    for (int i = 0; i < order.length; i++) {
      double[] point = points[order[i]];
      sweep.insert(point[0], point[1]);
      double next = i + 1 < order.length ? points[order[i + 1]][2] : reference[2];
      volume += sweep.area * (next - point[2]);
    }
    return volume;
  }

  private void insert(double x, double y) {
    Map.Entry<Double, Double> left = stairs.floorEntry(x);
    if (left.getValue() <= y) {
      return;
    }
    double top = left.getValue();
    double from = x;
    Map.Entry<Double, Double> right = left.getKey() == x ? left : stairs.higherEntry(x);
    while (right.getValue() >= y) {
      area += (right.getKey() - from) * (top - y);
      from = right.getKey();
      top = right.getValue();
      stairs.remove(right.getKey());
      right = stairs.higherEntry(from);
    }
    area += (right.getKey() - from) * (top - y);
    stairs.put(x, y);
  }
}
