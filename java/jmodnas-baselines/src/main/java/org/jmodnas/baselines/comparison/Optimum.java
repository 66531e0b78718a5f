package org.jmodnas.baselines.comparison;

import java.util.List;

/**
 * The true front of a benchmark, and how its objectives are scaled.
 *
 * @param front in the scale of evaluations
 * @param hypervolume of the front
 * @param ranges of the objectives that are scaled to [0, 1]
 * @param leftOut architectures that the ranges and the front leave out
 */
public record Optimum(
    List<double[]> front, double hypervolume, List<ObjectiveRange> ranges, int leftOut) {
  public Optimum {
    front = List.copyOf(front);
    ranges = List.copyOf(ranges);
  }
}
