package org.jmodnas.hardware;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * A metric (latency, energy, accuracy …) of every architecture of an enumerable space on some
 * devices; entries may be missing.
 */
public final class MetricTable {
  private final Provenance provenance;
  private final int architectures;
  private final Map<String, double[]> columns;

  /** The values on every device, where they are the same; otherwise columns has them. */
  private final double @Nullable [] everywhere;

  /** Where the values come from; outputs must say so. */
  public enum Provenance {
    /** Follows from the architecture exactly, such as its number of parameters. */
    COMPUTED,
    /** Read from a table of measurements. */
    MEASURED,
    /** Computed by a model of the device. */
    MODELLED
  }

  /**
   * A table.
   *
   * @param columns by device, one value an architecture index; NaN where it is missing
   */
  public MetricTable(Provenance provenance, Map<String, double[]> columns) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("A metric table has at least one column");
    }
    this.provenance = provenance;
    this.everywhere = null;
    this.columns = new LinkedHashMap<>();
    this.architectures = columns.values().iterator().next().length;
    columns.forEach(
        (name, values) -> {
          if (values.length != architectures) {
            throw new IllegalArgumentException(
                "Column '%s' has %d values, the first one %d"
                    .formatted(name, values.length, architectures));
          }
          this.columns.put(name, values.clone());
        });
  }

  private MetricTable(Provenance provenance, double[] everywhere) {
    this.provenance = provenance;
    this.everywhere = everywhere.clone();
    this.columns = Map.of();
    this.architectures = everywhere.length;
  }

  /**
   * A table of a metric that does not depend on the device, such as a number of parameters: it has
   * these values for whatever device is asked for, and names none.
   *
   * @param values by architecture index; NaN where one is missing
   */
  public static MetricTable ofEveryDevice(Provenance provenance, double[] values) {
    return new MetricTable(provenance, values);
  }

  /** Whether the metric is the same on every device. */
  public boolean isDeviceIndependent() {
    return everywhere != null;
  }

  /**
   * The columns that {@code pattern} names.
   *
   * @param pattern a column's name with one {@code *}, which stands for the device: {@code
   *     *_latency_ms} makes the column {@code fpga_latency_ms} that of {@code fpga}. Without one, a
   *     column that is the same on every device
   * @throws ConfigurationException if no column is so named
   */
  public MetricTable matching(String pattern) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return ofEveryDevice(provenance, column(pattern));
    }
    String before = pattern.substring(0, star);
    String after = pattern.substring(star + 1);
    Map<String, double[]> found = new LinkedHashMap<>();
    columns.forEach(
        (name, values) -> {
          if (name.length() > before.length() + after.length()
              && name.startsWith(before)
              && name.endsWith(after)) {
            found.put(name.substring(star, name.length() - after.length()), values);
          }
        });
    if (after.indexOf('*') >= 0 || found.isEmpty()) {
      throw new ConfigurationException(
          "No column is '%s' with a device in place of one '*'; the table has %s"
              .formatted(pattern, columns.keySet()));
    }
    return new MetricTable(provenance, found);
  }

  /** Whether the values were computed, measured or modelled. */
  public Provenance provenance() {
    return provenance;
  }

  /** The devices (columns), in the order of the table; none if the metric is the same on all. */
  public List<String> devices() {
    return List.copyOf(columns.keySet());
  }

  /** Number of architectures. */
  public int architectures() {
    return architectures;
  }

  /** The value of {@code device} at an architecture index; NaN where it is missing. */
  public double value(String device, int index) {
    return column(device)[index];
  }

  /** All values of {@code device}, by architecture index; NaN where one is missing. */
  public double[] values(String device) {
    return column(device).clone();
  }

  /** The smallest value of {@code device}. */
  public double minimum(String device) {
    return Arrays.stream(column(device)).filter(v -> !Double.isNaN(v)).min().orElse(Double.NaN);
  }

  /** The largest value of {@code device}. */
  public double maximum(String device) {
    return Arrays.stream(column(device)).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
  }

  private double[] column(String device) {
    if (everywhere != null) {
      return everywhere;
    }
    double[] values = columns.get(device);
    if (values == null) {
      throw new ConfigurationException(
          "Unknown device '%s': the table has %s".formatted(device, columns.keySet()));
    }
    return values;
  }
}
