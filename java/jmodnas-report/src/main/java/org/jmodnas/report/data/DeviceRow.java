package org.jmodnas.report.data;

import java.util.List;
import org.jmodnas.run.CsvRow;

/**
 * A device and what its front reaches: a row of {@code devices.csv}.
 *
 * @param seen whether it was searched for, or only profiled
 * @param source where its metrics come from
 * @param hypervolume of its front; NaN where unknown
 * @param randomHypervolume of as many random architectures; NaN where unknown
 * @param maximized for each metric whether more is better
 * @param predictorRho for each metric the rank correlation of its predictor; NaN where unknown
 */
public record DeviceRow(
    String name,
    boolean seen,
    String source,
    double hypervolume,
    double randomHypervolume,
    List<Boolean> maximized,
    List<Double> predictorRho) {
  static final List<String> REQUIRED = List.of("device", "seen");

  public DeviceRow {
    maximized = List.copyOf(maximized);
    predictorRho = List.copyOf(predictorRho);
  }

  static DeviceRow of(CsvRow row, List<String> metrics) {
    return new DeviceRow(
        row.text("device"),
        Boolean.parseBoolean(row.text("seen")),
        row.text("metrics"),
        row.number("hypervolume"),
        row.number("random_hypervolume"),
        metrics.stream().map(m -> row.text(m + "_wanted").equals("more")).toList(),
        metrics.stream().map(m -> row.number(m + "_predictor_rho")).toList());
  }
}
