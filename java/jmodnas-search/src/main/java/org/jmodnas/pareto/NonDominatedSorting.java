package org.jmodnas.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Non-dominated sorting, by efficient sequential insertion with binary search (ENS-BS; Zhang et
 * al., 2015): points are inserted in lexicographic order, each into the first front of which no
 * member dominates it. O(n log n) for two objectives, O(n²) at worst for more.
 */
public final class NonDominatedSorting {
  private NonDominatedSorting() {}

  /**
   * The rank of each point: 0 for those that nothing dominates, k for those that only points of
   * ranks below k dominate.
   */
  public static int[] ranks(List<double[]> points) {
    int[] ranks = new int[points.size()];
    List<List<Integer>> fronts = fronts(points);
    for (int rank = 0; rank < fronts.size(); rank++) {
      for (int index : fronts.get(rank)) {
        ranks[index] = rank;
      }
    }
    return ranks;
  }

  /** The indices of the points of each rank, from the best rank on, each ascending. */
  public static List<List<Integer>> fronts(List<double[]> points) {
    Dominance.requireComparable(points);
    List<List<Integer>> fronts = new ArrayList<>();
    IntStream.range(0, points.size())
        .boxed()
        .sorted(Comparator.comparing(points::get, Arrays::compare))
        .forEachOrdered(index -> insert(points, index, fronts));
    fronts.forEach(front -> front.sort(null));
    return fronts;
  }

  /** What dominates a point comes before it; a front that does is dominated by those before. */
  private static void insert(List<double[]> points, int index, List<List<Integer>> fronts) {
    int low = 0;
    int high = fronts.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (isDominated(points, index, fronts.get(middle))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == fronts.size()) {
      fronts.add(new ArrayList<>());
    }
    fronts.get(low).add(index);
  }

  private static boolean isDominated(List<double[]> points, int index, List<Integer> front) {
    double[] point = points.get(index);
    // Of two objectives the second falls along a front, so the last member decides.
    int first = point.length <= 2 ? front.size() - 1 : 0;
    for (int i = front.size() - 1; i >= first; i--) {
      if (Dominance.dominates(points.get(front.get(i)), point)) {
        return true;
      }
    }
    return false;
  }
}
