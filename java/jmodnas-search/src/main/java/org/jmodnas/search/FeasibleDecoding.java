package org.jmodnas.search;

import java.util.Optional;
import java.util.function.Predicate;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.ArchitectureOrder;
import org.jmodnas.space.SearchSpace;

/**
 * The most likely feasible architecture under α: architectures are looked at in the order of
 * falling probability until one is feasible.
 *
 * @param considered how many are looked at before it gives up; all of them, and the result exact,
 *     where the space has no more
 */
record FeasibleDecoding(SearchSpace space, int considered) {
  /** As many as NAS-Bench-201 has, and twice over. */
  static final int CONSIDERED = 1 << 15;

  /**
   * The architecture.
   *
   * @param alpha α, row-major, of which a pair of a preference and a device is the part from {@code
   *     start} on
   * @return nothing if none of those looked at is feasible
   */
  Optional<Architecture> mostLikely(float[] alpha, int start, Predicate<Architecture> feasible) {
    ArchitectureOrder order = new ArchitectureOrder(space, costs(alpha, start));
    for (int i = 0; i < considered && order.hasNext(); i++) {
      Architecture candidate = order.next();
      if (feasible.test(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** −log π of each choice but for what all choices of a decision share: the greatest α less α. */
  private double[][] costs(float[] alpha, int start) {
    double[][] costs = new double[space.decisions().size()][];
    int place = start;
    for (int decision = 0; decision < costs.length; decision++) {
      int count = space.decisions().get(decision).choices().size();
      float greatest = alpha[place + Argmax.of(alpha, place, count)];
      costs[decision] = new double[count];
      for (int choice = 0; choice < count; choice++) {
        costs[decision][choice] = (double) greatest - alpha[place + choice];
      }
      place += count;
    }
    return costs;
  }
}
