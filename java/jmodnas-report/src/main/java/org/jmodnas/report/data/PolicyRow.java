package org.jmodnas.report.data;

import java.util.List;
import org.jmodnas.run.CsvRow;

/**
 * How likely the hypernetwork makes a choice: a row of {@code policy.csv}.
 *
 * @param weights preference: of the error, then of each metric
 */
public record PolicyRow(
    String device, List<Double> weights, String decision, String choice, double probability) {
  static final List<String> REQUIRED =
      List.of("device", "error_weight", "decision", "choice", "probability");

  public PolicyRow {
    weights = List.copyOf(weights);
  }

  static PolicyRow of(CsvRow row, List<String> metrics) {
    return new PolicyRow(
        row.text("device"),
        Weights.of(row, metrics),
        row.text("decision"),
        row.text("choice"),
        row.number("probability"));
  }
}
