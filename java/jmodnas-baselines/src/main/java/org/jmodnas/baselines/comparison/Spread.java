package org.jmodnas.baselines.comparison;

import java.util.Arrays;
import org.jmodnas.stats.Quantile;

/**
 * Where the values of several seeds lie.
 *
 * @param deviation of the sample; NaN of a single value
 * @param lower quartile
 * @param upper quartile
 */
public record Spread(double mean, double deviation, double median, double lower, double upper) {
  static Spread of(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return new Spread(
        mean,
        Math.sqrt(squares / (values.length - 1)),
        Quantile.median(values),
        Quantile.of(values, 0.25),
        Quantile.of(values, 0.75));
  }
}
