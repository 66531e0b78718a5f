package org.jmodnas.report.data;

import java.util.List;
import org.jmodnas.run.CsvRow;

/**
 * What a preference chose on a device: a row of {@code front.csv}.
 *
 * @param point number of the architecture, N of {@code RUN#N}
 * @param weights preference: of the error, then of each metric
 * @param architecture what was chosen
 * @param nonDominated whether nothing else in the front of the device is better
 */
public record FrontRow(
    int point,
    String device,
    List<Double> weights,
    JudgedArchitecture architecture,
    boolean nonDominated) {
  static final List<String> REQUIRED =
      List.of("point", "device", "error_weight", "arch", "error", "non_dominated");

  public FrontRow {
    weights = List.copyOf(weights);
  }

  static FrontRow of(CsvRow row, List<String> metrics) {
    return new FrontRow(
        row.whole("point"),
        row.text("device"),
        Weights.of(row, metrics),
        JudgedArchitecture.of(row, metrics),
        Boolean.parseBoolean(row.text("non_dominated")));
  }
}
