package org.jmodnas.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * In which order pieces of work are begun: the dearest first, so that no thread waits long for the
 * last one, but not two of the dearest side by side, since what is dear also holds much memory.
 * Thread-safe.
 */
final class Schedule {
  private final double[] costs;
  private final double most;
  private final TreeSet<Integer> waiting;
  private double running;

  Schedule(double[] costs) {
    this.costs = costs.clone();
    double[] sorted = costs.clone();
    Arrays.sort(sorted);
    most = sorted.length == 0 ? 0 : sorted[sorted.length - 1] + sorted[sorted.length / 2];
    waiting =
        new TreeSet<>(
            Comparator.<Integer>comparingDouble(piece -> this.costs[piece])
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    waiting.addAll(IntStream.range(0, costs.length).boxed().toList());
  }

  /** The piece to begin now: the dearest that fits beside what runs, else the cheapest. */
  synchronized int begin() {
    int piece =
        waiting.stream()
            .filter(candidate -> running + costs[candidate] <= most)
            .findFirst()
            .orElseGet(waiting::last);
    waiting.remove(piece);
    running += costs[piece];
    return piece;
  }

  /** Says that {@code piece} is done. */
  synchronized void end(int piece) {
    running -= costs[piece];
  }
}
