package org.jmodnas.report.data;

import java.util.List;
import java.util.stream.Stream;
import org.jmodnas.run.CsvRow;

/**
 * An architecture with what was found of it on a device.
 *
 * @param text string of its space
 * @param objectives error of the supernet (0 … 1), then the metrics; NaN where unknown
 * @param feasibleProbability that it keeps the limits; NaN where it is not known
 */
public record JudgedArchitecture(String text, List<Double> objectives, double feasibleProbability) {
  public JudgedArchitecture {
    objectives = List.copyOf(objectives);
  }

  static JudgedArchitecture of(CsvRow row, List<String> metrics) {
    return new JudgedArchitecture(
        row.text("arch"),
        Stream.concat(Stream.of("error"), metrics.stream()).map(row::number).toList(),
        row.number("feasible_probability"));
  }

  /** Whether all objectives are known. */
  public boolean isComplete() {
    return objectives.stream().allMatch(Double::isFinite);
  }
}
