package org.jmodnas.constraint;

import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * The largest value that a metric may have.
 *
 * @param device where; null for every device that has no limit of its own
 * @param objective the metric, as the search calls it
 * @param value in the unit of the metric's table, above 0
 */
public record MetricLimit(@Nullable String device, String objective, double value) {
  public MetricLimit {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new ConfigurationException(
          "The limit of '%s' is a number above 0, got '%s'".formatted(objective, value));
    }
  }

  /** The limit that {@code [DEVICE:]OBJECTIVE=VALUE} describes. */
  public static MetricLimit parse(String text) {
    // A device may have any name, an objective has neither colons nor equals signs.
    int equals = text.lastIndexOf('=');
    int colon = text.lastIndexOf(':', Math.max(equals, 0));
    String objective = equals < 0 ? "" : text.substring(colon + 1, equals).strip();
    String device = colon < 0 ? null : text.substring(0, colon).strip();
    if (objective.isEmpty() || (device != null && device.isEmpty())) {
      throw malformed(text);
    }
    try {
      return new MetricLimit(device, objective, Double.parseDouble(text.substring(equals + 1)));
    } catch (NumberFormatException e) {
      throw malformed(text);
    }
  }

  private static ConfigurationException malformed(String text) {
    return new ConfigurationException(
        "A limit is [DEVICE:]OBJECTIVE=VALUE, such as pixel2:latency=12; got '" + text + "'");
  }

  @Override
  public String toString() {
    return (device == null ? "" : device + ":") + objective + "=" + value;
  }
}
