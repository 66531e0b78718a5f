package org.jmodnas.baselines.pdns;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.baselines.rescoring.Candidate;
import org.jmodnas.baselines.variation.Variation;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.random.Philox;

/**
 * Two children of every pair of a shuffled population: two-point crossover, then each of n
 * decisions mutates with probability 1/n to another choice.
 */
final class Offspring {
  private Offspring() {}

  /** The children, as many as the population has members. */
  static List<Architecture> of(List<Candidate> population, Variation variation) {
    int[] order = variation.random().permutation(population.size());
    List<Architecture> children = new ArrayList<>();
    for (int i = 0; i < order.length; i += 2) {
      int[] first = population.get(order[i]).architecture().choices();
      int[] second = population.get(order[i + 1]).architecture().choices();
      cross(first, second, variation.random());
      for (int[] child : List.of(first, second)) {
        children.add(variation.mutateEach(variation.space().decode(child), 1.0 / child.length));
      }
    }
    return children;
  }

  /** Swaps the part between two different cuts, as published: none is behind the last decision. */
  static void cross(int[] first, int[] second, Philox random) {
    if (first.length < 2) {
      return;
    }
    int[] cuts = random.permutation(first.length);
    for (int i = Math.min(cuts[0], cuts[1]); i < Math.max(cuts[0], cuts[1]); i++) {
      int swapped = first[i];
      first[i] = second[i];
      second[i] = swapped;
    }
  }
}
