package org.jmodnas.stats;

import java.util.stream.IntStream;

/**
 * Holm's step-down correction for several tests (Holm, "A simple sequentially rejective multiple
 * test procedure", 1979): rejecting where the adjusted p-value is at most a level keeps the
 * probability of any false rejection at that level, whatever depends on what.
 */
public final class HolmCorrection {
  private HolmCorrection() {}

  /** The adjusted p-values of one family of tests, in its order. */
  public static double[] adjusted(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted((a, b) -> Double.compare(p[a], p[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int i = 0; i < order.length; i++) {
      largest = Math.max(largest, Math.min(1, (order.length - i) * p[order[i]]));
      adjusted[order[i]] = largest;
    }
    return adjusted;
  }
}
