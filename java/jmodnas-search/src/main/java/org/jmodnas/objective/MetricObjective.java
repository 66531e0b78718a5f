package org.jmodnas.objective;

import org.jmodnas.hardware.MetricTable;
import org.jmodnas.tensor.ConfigurationException;

/**
 * An objective to minimise beside the error.
 *
 * @param name such as latency or energy
 * @param table its values, by device
 */
public record MetricObjective(String name, MetricTable table) {
  public MetricObjective {
    if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
      throw new ConfigurationException(
          "An objective's name is letters, digits and underscores, got '" + name + "'");
    }
  }
}
