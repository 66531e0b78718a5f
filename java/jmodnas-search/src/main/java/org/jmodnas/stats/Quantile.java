package org.jmodnas.stats;

import java.util.Arrays;

/** Quantiles of samples, interpolated linearly (type 7 of Hyndman and Fan, 1996). */
public final class Quantile {
  private Quantile() {}

  /**
   * The quantile {@code share} of {@code values}: 0 is the least, 0.5 the median. Infinite values
   * stand for those of which only a bound is known; a quantile that depends on one is infinite.
   */
  public static double of(double[] values, double share) {
    if (values.length == 0 || !(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "A quantile is of values, at a share in [0, 1]; got %d values, share %s"
              .formatted(values.length, share));
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double position = share * (sorted.length - 1);
    int below = (int) position;
    double part = position - below;
    if (part == 0 || sorted[below] == sorted[below + 1]) {
      return sorted[below];
    }
    return sorted[below] + part * (sorted[below + 1] - sorted[below]);
  }

  /** The median. */
  public static double median(double[] values) {
    return of(values, 0.5);
  }
}
