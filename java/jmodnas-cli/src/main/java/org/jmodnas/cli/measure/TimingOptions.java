package org.jmodnas.cli.measure;

import java.util.List;
import org.jmodnas.hardware.measurement.LatencyTimer;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.random.Philox;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long to measure, how well a median must be known, and what to do where it is not. */
final class TimingOptions {
  private static final double TOLERANCE = 2;
  private static final double SECONDS = 10;
  private static final int PER_CENT = 100;

  /** Objections that a message names. */
  private static final int OBJECTIONS = 3;

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      description = "How well a median must be known, with 95 %% confidence; default 2.")
  private @Nullable Double tolerance;

  @Option(
      names = "--seconds-per-architecture",
      paramLabel = "S",
      description = "The most time, shared by all; it ends when all are stable; default 10.")
  private @Nullable Double seconds;

  @Option(names = "--allow-noise", description = "Write noise as well, marked in the JSON file.")
  private boolean allowNoise;

  /** Whether any of them is given. */
  boolean given() {
    return tolerance != null || seconds != null || allowNoise;
  }

  /** Seconds for each architecture. */
  double seconds() {
    return seconds == null ? SECONDS : seconds;
  }

  /**
   * Refuses what is no length of time or tolerance.
   *
   * @throws ConfigurationException if one is not above 0
   */
  void check() {
    requirePositive("--tolerance", tolerance());
    requirePositive("--seconds-per-architecture", seconds());
  }

  /** A timer for so many architectures. */
  LatencyTimer timer(int architectures, Philox random) {
    return new LatencyTimer(
        System::nanoTime, tolerance() / PER_CENT, seconds() * architectures, random);
  }

  /**
   * Ends the command unless there is no noise or it is allowed.
   *
   * @throws JModnasException if there is noise that is not allowed
   */
  void refuse(List<String> noise) {
    if (noise.isEmpty() || allowNoise) {
      return;
    }
    String shown = String.join("; ", noise.subList(0, Math.min(OBJECTIONS, noise.size())));
    int more = noise.size() - OBJECTIONS;
    throw new JModnasException(
        "This is noise and no measurement, nothing was written: "
            + shown
            + (more > 0 ? "; and " + more + " more" : "")
            + ". End other programs and wait a minute, give more '--seconds-per-architecture' or a"
            + " wider '--tolerance', or write it marked with '--allow-noise'");
  }

  private double tolerance() {
    return tolerance == null ? TOLERANCE : tolerance;
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new ConfigurationException("'%s' is above 0, got '%s'".formatted(name, value));
    }
  }
}
