package org.jmodnas.report.data;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is minimised, or maximised.
 *
 * @param unit of its values, empty where it is not known
 * @param maximized whether more is better
 */
public record Objective(String name, String unit, boolean maximized) {
  private static final Map<String, String> UNITS =
      Map.of(
          "ms",
          "ms",
          "us",
          "µs",
          "mj",
          "mJ",
          "mb",
          "MB",
          "mib",
          "MiB",
          "w",
          "W",
          "fps",
          "frames/s");

  /** The error of the supernet, shown in per cent. */
  public static Objective error() {
    return new Objective("error", "%", false);
  }

  /** A metric whose unit, if its name ends with one ({@code latency_ms}), is told by it. */
  static Objective metric(String name, Optional<String> unit, boolean maximized) {
    return new Objective(name, unit.orElseGet(() -> unitIn(name)), maximized);
  }

  /** The name and the unit. */
  public String label() {
    return unit.isEmpty() ? name : name + " (" + unit + ")";
  }

  private static String unitIn(String name) {
    String suffix = name.substring(name.lastIndexOf('_') + 1);
    return name.contains("_") ? UNITS.getOrDefault(suffix.toLowerCase(Locale.ROOT), "") : "";
  }
}
