package org.jmodnas.hardware.measurement;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The median of repeated runs and how well it is known, in the unit of the runs.
 *
 * @param mad median absolute deviation from the median, not scaled
 * @param low lower end of the 95 % confidence interval of the median by order statistics, which
 *     assumes no distribution; the smallest run where there are fewer than six
 * @param high its upper end, likewise
 * @param drift median of the later half of the runs minus that of the earlier half
 * @param runs how many
 */
public record MedianEstimate(
    double median, double mad, double low, double high, double drift, int runs) {
  private static final double TAIL = 0.025;

  /**
   * The estimate from {@code runs} in the order in which they were made, of which there are two.
   */
  public static MedianEstimate of(double... runs) {
    if (runs.length < 2) {
      throw new IllegalArgumentException(
          "A median and its drift need at least 2 runs, got '" + runs.length + "'");
    }
    double[] sorted = sorted(runs);
    double median = middle(sorted);
    double[] deviations = Arrays.stream(sorted).map(run -> Math.abs(run - median)).toArray();
    // The number of runs below the median is binomial: the interval excludes less than the tail.
    int excluded =
        Math.max(
            new BinomialDistribution(null, runs.length, 0.5).inverseCumulativeProbability(TAIL) - 1,
            0);
    int half = runs.length / 2;
    double earlier = middle(sorted(Arrays.copyOfRange(runs, 0, half)));
    double later = middle(sorted(Arrays.copyOfRange(runs, runs.length - half, runs.length)));
    return new MedianEstimate(
        median,
        middle(sorted(deviations)),
        sorted[excluded],
        sorted[sorted.length - 1 - excluded],
        later - earlier,
        runs.length);
  }

  /** Half the width of the interval, as a share of the median. */
  public double relativeHalfWidth() {
    return (high - low) / 2 / median;
  }

  /** Size of the drift, as a share of the median. */
  public double relativeDrift() {
    return Math.abs(drift) / median;
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static double middle(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
