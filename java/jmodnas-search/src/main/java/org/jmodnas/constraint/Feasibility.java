package org.jmodnas.constraint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;

/**
 * Which architectures keep the limits of one device, as far as predictions tell.
 *
 * <p>The probability that an architecture keeps all limits is the product of those of each limit,
 * as if the errors of the predictions of different metrics had nothing to do with each other. It is
 * feasible if that is at least the confidence.
 */
public final class Feasibility {
  private final SearchSpace space;
  private final String device;
  private final List<LimitedMetric> metrics;
  private final double confidence;
  private final Map<Integer, Double> known = new HashMap<>();

  /**
   * Feasibility on a device.
   *
   * @param metrics those with a limit; without any, every architecture is feasible
   * @param confidence least probability, between 0 and 1
   */
  public Feasibility(
      SearchSpace space, String device, List<LimitedMetric> metrics, double confidence) {
    this.space = space;
    this.device = device;
    this.metrics = List.copyOf(metrics);
    this.confidence = confidence;
  }

  /** The space of the architectures. */
  public SearchSpace space() {
    return space;
  }

  /** Name of the device. */
  public String device() {
    return device;
  }

  /** The metrics that have a limit on the device. */
  public List<LimitedMetric> metrics() {
    return metrics;
  }

  /** Least probability of a feasible architecture. */
  public double confidence() {
    return confidence;
  }

  /** Probability that {@code architecture} keeps all limits; 1 where there are none. */
  public double probability(Architecture architecture) {
    return known.computeIfAbsent(space.index(architecture), this::predicted);
  }

  private double predicted(int index) {
    double probability = 1;
    for (LimitedMetric metric : metrics) {
      probability *= metric.predict(index).probabilityOfAtMost(metric.limit());
    }
    return probability;
  }

  /** Whether {@code architecture} keeps all limits with at least the confidence. */
  public boolean isFeasible(Architecture architecture) {
    return probability(architecture) >= confidence;
  }

  /**
   * The confidence that each of the limits is to be kept with, so that all are with that of all.
   */
  public double shareOfConfidence() {
    return Math.pow(confidence, 1.0 / Math.max(metrics.size(), 1));
  }

  /** Why no architecture is feasible; nothing if one is. */
  public Optional<Impossibility> impossibility() {
    return Impossibility.of(this);
  }

  /** Feasibility by one of the limits. */
  Feasibility alone(LimitedMetric metric) {
    return new Feasibility(space, device, List.of(metric), confidence);
  }
}
