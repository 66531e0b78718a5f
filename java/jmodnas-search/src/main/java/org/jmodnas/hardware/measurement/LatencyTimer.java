package org.jmodnas.hardware.measurement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jmodnas.tensor.random.Philox;

/**
 * Times networks against each other. It works in rounds, each of which runs every network once
 * untimed, which brings its weights into the caches, and once timed, in an order drawn anew: what
 * slows the machine down for a while slows all of them. After a warm-up rounds follow until every
 * median is stable or the time is spent; all networks get the same number of runs.
 */
public final class LatencyTimer {
  /** Rounds of the warm-up that are compared with as many before. */
  private static final int WINDOW = 5;

  /** The share of the time that the warm-up may take. */
  private static final double WARM_UP = 1.0 / 3;

  private static final int LEAST_ROUNDS = 2;
  private static final int CLOCK_READINGS = 1000;
  private static final double NANOSECONDS = 1e6;

  private final LongSupplier clock;
  private final double tolerance;
  private final double seconds;
  private final Philox random;

  /**
   * What was found.
   *
   * @param estimates of each network, in ms a run
   * @param rule what they had to satisfy
   * @param warmUpRounds rounds before the first that counts
   */
  public record Result(List<MedianEstimate> estimates, StabilityRule rule, int warmUpRounds) {
    public Result {
      estimates = List.copyOf(estimates);
    }
  }

  /**
   * A timer.
   *
   * @param clock nanoseconds from any origin
   * @param tolerance of a {@link StabilityRule}; also what a warm-up no longer gains
   * @param seconds the most time for all networks together; a round that has begun is finished
   * @param random draws the order of the rounds
   */
  public LatencyTimer(LongSupplier clock, double tolerance, double seconds, Philox random) {
    this.clock = clock;
    this.tolerance = tolerance;
    this.seconds = seconds;
    this.random = random;
  }

  /** Times {@code networks}, each a call that returns when its results are there. */
  public Result time(List<Runnable> networks) {
    StabilityRule rule = new StabilityRule(tolerance, clockStep());
    long start = clock.getAsLong();
    int warmUpRounds = warmUp(networks, start);
    List<double[]> rounds = new ArrayList<>();
    List<MedianEstimate> estimates = List.of();
    while (rounds.size() < LEAST_ROUNDS
        || (!estimates.stream().allMatch(each -> rule.objection(each).isEmpty())
            && elapsed(start) < seconds)) {
      rounds.add(round(networks));
      if (rounds.size() >= LEAST_ROUNDS) {
        estimates = estimates(rounds, networks.size());
      }
    }
    return new Result(estimates, rule, warmUpRounds);
  }

  /** Until a window is no faster than the one before, each network's fastest runs summed. */
  private int warmUp(List<Runnable> networks, long start) {
    int count = 0;
    double before;
    double now = Double.POSITIVE_INFINITY;
    do {
      before = now;
      double[] fastest = new double[networks.size()];
      Arrays.fill(fastest, Double.POSITIVE_INFINITY);
      for (int i = 0; i < WINDOW && elapsed(start) < WARM_UP * seconds; i++) {
        double[] round = round(networks);
        Arrays.setAll(fastest, n -> Math.min(fastest[n], round[n]));
        count++;
      }
      now = Arrays.stream(fastest).sum();
    } while (now < (1 - tolerance) * before && elapsed(start) < WARM_UP * seconds);
    return count;
  }

  /** Milliseconds of each network. */
  private double[] round(List<Runnable> networks) {
    double[] milliseconds = new double[networks.size()];
    for (int i : random.permutation(networks.size())) {
      Runnable network = networks.get(i);
      network.run();
      long begin = clock.getAsLong();
      network.run();
      milliseconds[i] = (clock.getAsLong() - begin) / NANOSECONDS;
    }
    return milliseconds;
  }

  private static List<MedianEstimate> estimates(List<double[]> rounds, int networks) {
    List<MedianEstimate> estimates = new ArrayList<>();
    for (int n = 0; n < networks; n++) {
      int network = n;
      estimates.add(
          MedianEstimate.of(rounds.stream().mapToDouble(round -> round[network]).toArray()));
    }
    return estimates;
  }

  private double elapsed(long start) {
    return (clock.getAsLong() - start) / 1e9;
  }

  /** The smallest difference between readings that follow each other, in ms; 0 if there is none. */
  private double clockStep() {
    long step = Long.MAX_VALUE;
    long before = clock.getAsLong();
    for (int i = 0; i < CLOCK_READINGS; i++) {
      long now = clock.getAsLong();
      step = now > before ? Math.min(step, now - before) : step;
      before = now;
    }
    return step == Long.MAX_VALUE ? 0 : step / NANOSECONDS;
  }
}
