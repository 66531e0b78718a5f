package org.jmodnas.space;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * All architectures of a space in the order of a cost that is a sum over their decisions, cheapest
 * first, found one after the other: the first few take no more time in a large space than in a
 * small one. With −log π of each choice as its cost, that is the order of falling probability.
 *
 * <p>Best-first search over the ranks of the choices, which are sorted by cost within each
 * decision. An architecture leads to those in which its last decision of a rank above 0, or one
 * behind it, goes one rank up. So each is reached once, from one that costs no more. Of equal
 * choices the first comes first, and so does of equal architectures the one with lower ranks.
 */
public final class ArchitectureOrder implements Iterator<Architecture> {
  private final SearchSpace space;
  private final double[][] costs;
  private final int[][] choices;
  private final PriorityQueue<Candidate> candidates =
      new PriorityQueue<>(
          Comparator.comparingDouble(Candidate::cost)
              .thenComparing(Candidate::ranks, Arrays::compare));

  /** How dear each decision's choice is, 0 the cheapest, and what all cost together. */
  private record Candidate(int[] ranks, double cost) {}

  /**
   * The order by these costs.
   *
   * @param costs of each choice of each decision of {@code space}, finite
   */
  public ArchitectureOrder(SearchSpace space, double[][] costs) {
    this.space = space;
    this.costs = Arrays.stream(costs).map(double[]::clone).toArray(double[][]::new);
    this.choices = Arrays.stream(this.costs).map(ArchitectureOrder::ranked).toArray(int[][]::new);
    add(new int[costs.length]);
  }

  private static int[] ranked(double[] costs) {
    return IntStream.range(0, costs.length)
        .boxed()
        .sorted(Comparator.comparingDouble(choice -> costs[choice]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Override
  public boolean hasNext() {
    return !candidates.isEmpty();
  }

  @Override
  public Architecture next() {
    Candidate cheapest = candidates.poll();
    if (cheapest == null) {
      throw new NoSuchElementException("All architectures of the space have been seen");
    }
    int[] ranks = cheapest.ranks;
    int last = ranks.length - 1;
    while (last > 0 && ranks[last] == 0) {
      last--;
    }
    for (int decision = last; decision < ranks.length; decision++) {
      if (ranks[decision] + 1 < choices[decision].length) {
        int[] dearer = ranks.clone();
        dearer[decision]++;
        add(dearer);
      }
    }
    return space.decode(IntStream.range(0, ranks.length).map(d -> choices[d][ranks[d]]).toArray());
  }

  private void add(int[] ranks) {
    double cost = 0;
    for (int decision = 0; decision < ranks.length; decision++) {
      cost += costs[decision][choices[decision][ranks[decision]]];
    }
    candidates.add(new Candidate(ranks, cost));
  }
}
