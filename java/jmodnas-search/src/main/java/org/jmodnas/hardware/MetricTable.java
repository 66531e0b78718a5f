package org.jmodnas.hardware;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.tensor.ConfigurationException;

/**
 * A metric (latency, energy, accuracy …) of every architecture of an enumerable space on some
 * devices; entries may be missing.
 */
public final class MetricTable {
  private final Provenance provenance;
  private final int architectures;
  private final Map<String, double[]> columns;

  /** Where the values come from; outputs must say so. */
  public enum Provenance {
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

  /** Whether the values were measured or modelled. */
  public Provenance provenance() {
    return provenance;
  }

  /** The devices (columns), in the order of the table. */
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
    double[] values = columns.get(device);
    if (values == null) {
      throw new ConfigurationException(
          "Unknown device '%s': the table has %s".formatted(device, columns.keySet()));
    }
    return values;
  }
}
