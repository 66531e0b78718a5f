package org.jmodnas.pareto;

import java.util.Arrays;
import java.util.List;

/**
 * Spreads a choice over points: the best in the first objective first, then always the one farthest
 * from all before it, by Euclidean distance. The first k cover the points about as well as any k do
 * (Gonzalez, "Clustering to minimize the maximum intercluster distance", 1985).
 */
public final class EpsilonNet {
  private EpsilonNet() {}

  /** Indices of {@code points} in that order; of equal ones the first is first. */
  public static int[] order(List<double[]> points) {
    Dominance.requireComparable(points);
    int count = points.size();
    int[] order = new int[count];
    double[] distances = new double[count];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    int next = leastInTheFirst(points);
    for (int placed = 0; placed < count; placed++) {
      order[placed] = next;
      // Below every distance, so that it is not taken again.
      distances[next] = Double.NEGATIVE_INFINITY;
      int farthest = next;
      for (int i = 0; i < count; i++) {
        distances[i] = Math.min(distances[i], squaredDistance(points.get(i), points.get(next)));
        if (distances[i] > distances[farthest]) {
          farthest = i;
        }
      }
      next = farthest;
    }
    return order;
  }

  private static int leastInTheFirst(List<double[]> points) {
    int least = 0;
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i)[0] < points.get(least)[0]) {
        least = i;
      }
    }
    return least;
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int m = 0; m < a.length; m++) {
      // Infinities are equal, and their difference is no number.
      double difference = a[m] == b[m] ? 0 : a[m] - b[m];
      sum += difference * difference;
    }
    return sum;
  }
}
