package org.jmodnas.baselines.evolution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.pareto.CrowdingDistance;
import org.jmodnas.pareto.NonDominatedSorting;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.random.Philox;

/** Individuals with their rank and crowding distance among those they were selected from. */
final class Population {
  static final Comparator<Individual> BEST_FIRST =
      Comparator.comparingInt(Individual::rank)
          .thenComparing(Comparator.comparingDouble(Individual::crowding).reversed());

  private final List<Individual> members;

  private Population(List<Individual> members) {
    this.members = members;
  }

  /** One member. */
  record Individual(Evaluation evaluation, int rank, double crowding) {
    Architecture architecture() {
      return evaluation.architecture();
    }
  }

  /** The {@code size} best of {@code pool}: by rank, then by crowding, equal ones at random. */
  static Population select(List<Evaluation> pool, int size, Philox random) {
    List<double[]> points = pool.stream().map(Evaluation::objectives).toList();
    List<List<Integer>> fronts = NonDominatedSorting.fronts(points);
    Individual[] shuffled = new Individual[pool.size()];
    int[] places = random.permutation(pool.size());
    for (int rank = 0; rank < fronts.size(); rank++) {
      List<Integer> front = fronts.get(rank);
      double[] crowding = CrowdingDistance.of(front.stream().map(points::get).toList());
      for (int i = 0; i < crowding.length; i++) {
        int index = front.get(i);
        shuffled[places[index]] = new Individual(pool.get(index), rank, crowding[i]);
      }
    }
    return new Population(Arrays.stream(shuffled).sorted(BEST_FIRST).limit(size).toList());
  }

  /** A random member. */
  Individual random(Philox random) {
    return members.get(random.nextInt(members.size()));
  }

  /** The members' evaluations. */
  List<Evaluation> evaluations() {
    return members.stream().map(Individual::evaluation).toList();
  }
}
