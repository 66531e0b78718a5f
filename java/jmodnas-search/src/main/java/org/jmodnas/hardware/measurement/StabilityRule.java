package org.jmodnas.hardware.measurement;

import java.util.Locale;
import java.util.Optional;

/**
 * When a median is a measurement and not noise.
 *
 * @param tolerance how far the median may be from the true one, as a share of it
 * @param clockStep least time that the clock tells apart, in the unit of the runs
 */
public record StabilityRule(double tolerance, double clockStep) {
  private static final int LEAST_RUNS = 20;

  public StabilityRule {
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException("A tolerance is above 0, got '" + tolerance + "'");
    }
  }

  /**
   * Why {@code estimate} is not stable; empty if it is: at least 20 runs, a confidence interval
   * within ± the tolerance, halves of the runs whose medians differ by at most twice the tolerance
   * (what chance makes of a drift of none at the widest interval allowed), a clock finer than it.
   */
  public Optional<String> objection(MedianEstimate estimate) {
    if (estimate.runs() < LEAST_RUNS) {
      return Optional.of(
          "%d runs in the time allowed, at least %d needed".formatted(estimate.runs(), LEAST_RUNS));
    }
    if (clockStep > tolerance * estimate.median()) {
      return said("steps of the clock of", clockStep / estimate.median(), tolerance);
    }
    if (!(estimate.relativeHalfWidth() <= tolerance)) {
      return said("the median is known to ±", estimate.relativeHalfWidth(), tolerance);
    }
    if (!(estimate.relativeDrift() <= 2 * tolerance)) {
      return said("earlier and later runs differ by", estimate.relativeDrift(), 2 * tolerance);
    }
    return Optional.empty();
  }

  private static Optional<String> said(String what, double share, double allowed) {
    return Optional.of(
        String.format(
            Locale.ROOT, "%s %.3g %%, at most %.3g %% allowed", what, 100 * share, 100 * allowed));
  }
}
