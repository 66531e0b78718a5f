package org.jmodnas.baselines.bayesian.acquisition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a front leaves undominated below a reference point, cut into disjoint boxes.
 *
 * <p>The last objective is cut into slabs at the points' values. Within a slab only the points that
 * are no worse in the last objective matter, and it is cut by the other objectives alone. A box
 * that goes on unchanged in the next slab is not cut.
 */
final class BoxDecomposition {
  private BoxDecomposition() {}

  /**
   * An open box.
   *
   * @param lower (M), −∞ where it has no bound
   * @param upper (M)
   */
  record Box(double[] lower, double[] upper) {
    /** The same box with one more objective. */
    Box extended(double from, double to) {
      return new Box(extended(lower, from), extended(upper, to));
    }

    private static double[] extended(double[] bounds, double bound) {
      double[] extended = Arrays.copyOf(bounds, bounds.length + 1);
      extended[bounds.length] = bound;
      return extended;
    }

    private boolean isSame(Box other) {
      return Arrays.equals(lower, other.lower) && Arrays.equals(upper, other.upper);
    }
  }

  /** A box of the objectives before the last that is not bounded yet in the last. */
  private record Open(Box base, double from) {}

  /** The boxes of the region that no point dominates. */
  static List<Box> of(List<double[]> points, double... reference) {
    return of(points, reference, reference.length);
  }

  private static List<Box> of(List<double[]> points, double[] reference, int objectives) {
    if (objectives == 0) {
      return points.isEmpty() ? List.of(new Box(new double[0], new double[0])) : List.of();
    }
    int last = objectives - 1;
    double[] levels =
        points.stream()
            .mapToDouble(point -> point[last])
            .filter(level -> level < reference[last])
            .distinct()
            .sorted()
            .toArray();
    List<Box> boxes = new ArrayList<>();
    List<Open> open = new ArrayList<>();
    for (Box base : of(List.of(), reference, last)) {
      open.add(new Open(base, Double.NEGATIVE_INFINITY));
    }
    for (double level : levels) {
      List<double[]> noWorse = points.stream().filter(point -> point[last] <= level).toList();
      open = advance(open, of(noWorse, reference, last), level, boxes);
    }
    for (Open box : open) {
      boxes.add(box.base.extended(box.from, reference[last]));
    }
    return boxes;
  }

  /** Closes what does not go on beyond {@code level} and opens what begins there. */
  private static List<Open> advance(
      List<Open> open, List<Box> slab, double level, List<Box> closed) {
    List<Open> next = new ArrayList<>();
    for (Open box : open) {
      if (slab.stream().anyMatch(box.base::isSame)) {
        next.add(box);
      } else {
        closed.add(box.base.extended(box.from, level));
      }
    }
    for (Box base : slab) {
      if (open.stream().noneMatch(box -> box.base.isSame(base))) {
        next.add(new Open(base, level));
      }
    }
    return next;
  }
}
