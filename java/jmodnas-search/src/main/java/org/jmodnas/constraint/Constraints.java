package org.jmodnas.constraint;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jmodnas.hardware.Direction;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * The limits that architectures must keep.
 *
 * @param limits any number; that of a device stands in place of the one for every device
 * @param confidence least probability that all limits of a device are kept, between 0 and 1
 */
public record Constraints(List<MetricLimit> limits, double confidence) {
  /** Where a measurement should keep the limits nine times in ten. */
  public static final double CONFIDENCE = 0.9;

  /** No limits. */
  public static final Constraints NONE = new Constraints(List.of(), CONFIDENCE);

  public Constraints {
    limits = List.copyOf(limits);
    if (!(confidence > 0 && confidence < 1)) {
      throw new ConfigurationException(
          "The confidence of limits lies between 0 and 1, got '" + confidence + "'");
    }
    for (MetricLimit limit : limits) {
      long alike =
          limits.stream()
              .filter(other -> other.objective().equals(limit.objective()))
              .filter(other -> Objects.equals(other.device(), limit.device()))
              .count();
      if (alike > 1) {
        throw new ConfigurationException(
            "The limit '%s' is given %d times; one is enough".formatted(limit, alike));
      }
    }
  }

  /** Whether nothing is limited. */
  public boolean isEmpty() {
    return limits.isEmpty();
  }

  /**
   * Checks the names.
   *
   * @throws ConfigurationException if a limit's objective or device is none of these, or more of
   *     the objective is better
   */
  public void requireKnown(List<MetricObjective> objectives, List<String> devices) {
    List<String> names = objectives.stream().map(MetricObjective::name).toList();
    for (MetricLimit limit : limits) {
      int place = names.indexOf(limit.objective());
      if (place < 0) {
        throw unknown(limit, "objective", limit.objective(), names);
      }
      if (objectives.get(place).direction() == Direction.MAXIMIZE) {
        throw new ConfigurationException(
            "The limit '%s' is a largest value, and of '%s' more is better: expected a limit of an objective to be minimised"
                .formatted(limit, limit.objective()));
      }
      if (limit.device() != null && !devices.contains(limit.device())) {
        throw unknown(limit, "device", limit.device(), devices);
      }
    }
  }

  private static ConfigurationException unknown(
      MetricLimit limit, String what, String name, List<String> known) {
    return new ConfigurationException(
        "Unknown %s '%s' in the limit '%s': expected one of %s"
            .formatted(what, name, limit, known));
  }

  /** The limit of {@code objective} on {@code device}, if there is one. */
  public OptionalDouble of(String objective, String device) {
    OptionalDouble own = value(objective, device);
    return own.isPresent() ? own : value(objective, null);
  }

  private OptionalDouble value(String objective, @Nullable String device) {
    return limits.stream()
        .filter(limit -> limit.objective().equals(objective))
        .filter(limit -> Objects.equals(limit.device(), device))
        .mapToDouble(MetricLimit::value)
        .findFirst();
  }
}
