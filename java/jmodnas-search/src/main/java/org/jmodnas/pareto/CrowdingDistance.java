package org.jmodnas.pareto;

import java.util.Arrays;
import java.util.List;

/**
 * How far apart the neighbours of a point are along its front (Deb et al., NSGA-II, 2002): the sum
 * over the objectives of the distance between the points before and behind it, as a share of the
 * front's range.
 */
public final class CrowdingDistance {
  private static final int ENDS = 2;

  private CrowdingDistance() {}

  /**
   * The distance of each point of one front; +∞ at the ends of an objective and where there are no
   * more than two points. An objective in which all are equal, or one is infinite, adds nothing.
   */
  public static double[] of(List<double[]> front) {
    Dominance.requireComparable(front);
    double[] distances = new double[front.size()];
    if (front.size() <= ENDS) {
      Arrays.fill(distances, Double.POSITIVE_INFINITY);
      return distances;
    }
    double[][] points = front.toArray(double[][]::new);
    for (int m = 0; m < points[0].length; m++) {
      add(points, m, distances);
    }
    return distances;
  }

  private static void add(double[][] points, int objective, double[] distances) {
    int[] order = SortedOrder.of(points, objective);
    int last = order.length - 1;
    double range = points[order[last]][objective] - points[order[0]][objective];
    if (!(range > 0 && range < Double.POSITIVE_INFINITY)) {
      return;
    }
    distances[order[0]] = Double.POSITIVE_INFINITY;
    distances[order[last]] = Double.POSITIVE_INFINITY;
    for (int i = 1; i < last; i++) {
      double gap = points[order[i + 1]][objective] - points[order[i - 1]][objective];
      distances[order[i]] += gap / range;
    }
  }
}
