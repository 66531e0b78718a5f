package org.jmodnas.pareto;

import java.util.List;

/**
 * Ranks points from best to worst: front after front, each front in the order of its {@link
 * EpsilonNet}, so that any number of the first are good and apart from each other (Schmucker et
 * al., "Multi-objective asynchronous successive halving", 2021).
 */
public final class FrontOrder {
  private FrontOrder() {}

  /** Indices of {@code points}, the best first. */
  public static int[] of(List<double[]> points) {
    int[] order = new int[points.size()];
    int placed = 0;
    for (List<Integer> front : NonDominatedSorting.fronts(points)) {
      for (int i : EpsilonNet.order(front.stream().map(points::get).toList())) {
        order[placed++] = front.get(i);
      }
    }
    return order;
  }
}
