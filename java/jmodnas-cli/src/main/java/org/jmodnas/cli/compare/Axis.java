package org.jmodnas.cli.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis of a plot: maps [lowest, highest] to pixels.
 *
 * @param start pixel of the lowest value
 * @param end pixel of the highest
 */
record Axis(double lowest, double highest, double start, double end) {
  private static final int MOST_TICKS = 6;

  double pixel(double value) {
    return start + (value - lowest) / (highest - lowest) * (end - start);
  }

  /** Values to label: multiples of 1, 2 or 5 times a power of ten. */
  List<BigDecimal> ticks() {
    int exponent = (int) Math.floor(Math.log10((highest - lowest) / MOST_TICKS));
    BigDecimal step = BigDecimal.ONE;
    for (int digit : new int[] {1, 2, 5, 10}) {
      step = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
      if ((highest - lowest) / step.doubleValue() <= MOST_TICKS) {
        break;
      }
    }
    List<BigDecimal> ticks = new ArrayList<>();
    long first = (long) Math.ceil(lowest / step.doubleValue());
    for (long i = first; i * step.doubleValue() <= highest; i++) {
      ticks.add(step.multiply(BigDecimal.valueOf(i)));
    }
    return ticks;
  }
}
