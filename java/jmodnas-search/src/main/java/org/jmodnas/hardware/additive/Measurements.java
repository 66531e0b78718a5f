package org.jmodnas.hardware.additive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.tensor.ConfigurationException;

/**
 * A metric of some architectures on one device.
 *
 * @param architectures their indices in the space
 * @param values in the metric's unit, in the same order
 */
public record Measurements(List<Integer> architectures, List<Double> values) {
  public Measurements {
    architectures = List.copyOf(architectures);
    values = List.copyOf(values);
    if (architectures.size() != values.size()) {
      throw new IllegalArgumentException(
          "%d architectures have %d values".formatted(architectures.size(), values.size()));
    }
  }

  /**
   * All that {@code table} has of {@code device}.
   *
   * @throws ConfigurationException if it has nothing of it
   */
  public static Measurements all(MetricTable table, String device) {
    List<Integer> known = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    double[] column = table.values(device);
    for (int i = 0; i < column.length; i++) {
      if (!Double.isNaN(column[i])) {
        known.add(i);
        values.add(column[i]);
      }
    }
    if (known.isEmpty()) {
      throw new ConfigurationException(
          "Device '" + device + "' has no measurement in the table; at least one is needed");
    }
    return new Measurements(known, values);
  }

  /**
   * Those of {@code architectures} that the table has.
   *
   * @throws ConfigurationException if it has none of them
   */
  public static Measurements of(MetricTable table, String device, List<Integer> architectures) {
    List<Integer> known = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int index : architectures) {
      double value = table.value(device, index);
      if (!Double.isNaN(value)) {
        known.add(index);
        values.add(value);
      }
    }
    if (known.isEmpty()) {
      throw new ConfigurationException(
          "Device '%s' has none of the architectures of index %s; measure them"
              .formatted(device, architectures));
    }
    return new Measurements(known, values);
  }

  /** Number of measurements. */
  public int size() {
    return values.size();
  }

  /** Of every {@code parts} measurements that at {@code part}. */
  Measurements part(int part, int parts) {
    return where(i -> i % parts == part);
  }

  /** All but those of {@link #part}. */
  Measurements without(int part, int parts) {
    return where(i -> i % parts != part);
  }

  private Measurements where(IntPredicate wanted) {
    List<Integer> kept = IntStream.range(0, size()).filter(wanted).boxed().toList();
    return new Measurements(
        kept.stream().map(architectures::get).toList(), kept.stream().map(values::get).toList());
  }

  /** Mean of the values. */
  public double mean() {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** The features of the architectures on a runtime that prunes so, a row each. */
  double[][] features(AdditiveFeatures features, Pruning pruning) {
    double[][] rows = new double[architectures.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = features.of(architectures.get(i), pruning);
    }
    return rows;
  }
}
