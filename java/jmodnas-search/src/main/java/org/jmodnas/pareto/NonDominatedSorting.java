package org.jmodnas.pareto;

import java.util.Arrays;
import java.util.List;

/** Fast non-dominated sorting (Deb et al., NSGA-II, 2002). */
public final class NonDominatedSorting {
  private NonDominatedSorting() {}

  /**
   * The rank of each point: 0 for those that nothing dominates, k for those that only points of
   * ranks below k dominate.
   */
  public static int[] ranks(List<double[]> points) {
    Dominance.requireComparable(points);
    int count = points.size();
    int[] dominators = new int[count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        dominators[i] += Dominance.dominates(points.get(j), points.get(i)) ? 1 : 0;
      }
    }
    int[] ranks = new int[count];
    Arrays.fill(ranks, -1);
    int ranked = 0;
    for (int rank = 0; ranked < count; rank++) {
      int[] remaining = dominators.clone();
      for (int i = 0; i < count; i++) {
        if (ranks[i] < 0 && remaining[i] == 0) {
          ranks[i] = rank;
          ranked++;
          release(points, i, dominators);
        }
      }
    }
    return ranks;
  }

  private static void release(List<double[]> points, int dominator, int[] dominators) {
    for (int j = 0; j < points.size(); j++) {
      if (Dominance.dominates(points.get(dominator), points.get(j))) {
        dominators[j]--;
      }
    }
  }
}
