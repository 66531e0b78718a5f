package org.jmodnas.baselines.hdnas;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jmodnas.pareto.CrowdingDistance;
import org.jmodnas.pareto.NonDominatedSorting;
import org.jmodnas.tensor.random.Philox;

/**
 * The order of NSGA-II (Deb et al., 2002): by rank, within a rank by crowding distance; equals at
 * random.
 */
final class CrowdedRanking {
  private final Comparator<Integer> bestFirst;
  private final int size;

  /** The order of the members of a group with these objectives. */
  CrowdedRanking(List<double[]> objectives) {
    size = objectives.size();
    int[] ranks = new int[size];
    double[] crowding = new double[size];
    List<List<Integer>> fronts = NonDominatedSorting.fronts(objectives);
    for (int rank = 0; rank < fronts.size(); rank++) {
      List<Integer> front = fronts.get(rank);
      double[] distances = CrowdingDistance.of(front.stream().map(objectives::get).toList());
      for (int i = 0; i < distances.length; i++) {
        ranks[front.get(i)] = rank;
        crowding[front.get(i)] = distances[i];
      }
    }
    bestFirst =
        Comparator.<Integer>comparingInt(i -> ranks[i])
            .thenComparing(Comparator.<Integer>comparingDouble(i -> crowding[i]).reversed());
  }

  /** The first {@code count} of the order. */
  List<Integer> best(int count, Philox random) {
    return Arrays.stream(random.permutation(size)).boxed().sorted(bestFirst).limit(count).toList();
  }

  /** The winner of a binary tournament. */
  int winner(Philox random) {
    int first = random.nextInt(size);
    int second = random.nextInt(size);
    return bestFirst.compare(first, second) <= 0 ? first : second;
  }
}
