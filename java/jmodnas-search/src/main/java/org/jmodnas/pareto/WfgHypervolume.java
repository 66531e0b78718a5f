package org.jmodnas.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Hypervolume of any number of objectives: the sum over the points of the volume that each adds to
 * the ones after it (While, Bradstreet and Barone, "A fast way of calculating exact hypervolumes",
 * 2012).
 */
final class WfgHypervolume {
  private WfgHypervolume() {}

  /** The volume dominated by {@code points}, all strictly inside the reference. */
  static double volume(double[][] points, double[] reference) {
    double[][] sorted = points.clone();
    int last = reference.length - 1;
    // Worst in the last objective first: limiting the later points to it then removes most of them.
    Arrays.sort(sorted, (a, b) -> Double.compare(b[last], a[last]));
    double volume = 0;
    for (int i = 0; i < sorted.length; i++) {
      volume += exclusive(sorted, i, reference);
    }
    return volume;
  }

  private static double exclusive(double[][] points, int index, double[] reference) {
    double[] point = points[index];
    double box = 1;
    for (int m = 0; m < point.length; m++) {
      box *= reference[m] - point[m];
    }
    List<double[]> limited = new ArrayList<>();
    for (int j = index + 1; j < points.length; j++) {
      double[] worse = new double[point.length];
      for (int m = 0; m < point.length; m++) {
        worse[m] = Math.max(point[m], points[j][m]);
      }
      addNonDominated(limited, worse);
    }
    return limited.isEmpty() ? box : box - volume(limited.toArray(double[][]::new), reference);
  }

  private static void addNonDominated(List<double[]> front, double[] point) {
    for (double[] member : front) {
      if (Dominance.weaklyDominates(member, point)) {
        return;
      }
    }
    front.removeIf(member -> Dominance.weaklyDominates(point, member));
    front.add(point);
  }
}
