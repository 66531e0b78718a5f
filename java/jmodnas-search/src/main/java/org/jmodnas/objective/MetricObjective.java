package org.jmodnas.objective;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jmodnas.hardware.Direction;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTable.Provenance;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;

/**
 * An objective beside the error.
 *
 * @param name such as latency or energy
 * @param table its values, by device
 * @param direction which end is wanted
 */
public record MetricObjective(String name, MetricTable table, Direction direction) {
  public MetricObjective {
    if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
      throw new ConfigurationException(
          "An objective's name is letters, digits and underscores, got '" + name + "'");
    }
  }

  /** An objective to minimise. */
  public MetricObjective(String name, MetricTable table) {
    this(name, table, Direction.MINIMIZE);
  }

  /**
   * The objective that {@code function} is, on every architecture of {@code space}.
   *
   * @throws ConfigurationException if it fails or tells an infinite value
   */
  public static MetricObjective of(ArchitectureObjective function, SearchSpace space) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String device : function.devices()) {
      columns.put(device, column(function, device, space));
    }
    MetricTable table =
        columns.isEmpty()
            ? MetricTable.ofEveryDevice(Provenance.COMPUTED, column(function, "", space))
            : new MetricTable(Provenance.COMPUTED, columns);
    return new MetricObjective(function.name(), table, function.direction());
  }

  private static double[] column(ArchitectureObjective function, String device, SearchSpace space) {
    double[] values = new double[Math.toIntExact(space.count())];
    for (int i = 0; i < values.length; i++) {
      Architecture architecture = space.architecture(i);
      try {
        values[i] = function.value(architecture, device);
      } catch (RuntimeException failure) {
        throw new ConfigurationException(
            "Objective '%s' fails on architecture '%s': %s"
                .formatted(function.name(), architecture, failure),
            failure);
      }
      if (Double.isInfinite(values[i])) {
        throw new ConfigurationException(
            "Objective '%s' is '%s' on architecture '%s'; expected a finite number, or NaN where it is unknown"
                .formatted(function.name(), values[i], architecture));
      }
    }
    return values;
  }

  /** Whether it is the same on every device. */
  public boolean isDeviceIndependent() {
    return table.isDeviceIndependent();
  }
}
