package org.jmodnas.report.data;

import java.util.List;
import org.jmodnas.run.CsvRow;

/**
 * An architecture that the supernet judged for a front: a row of {@code evaluations.csv}.
 *
 * @param step when
 * @param random whether it was drawn uniformly for comparison, and not chosen by the hypernetwork
 */
public record EvaluationRow(
    int step, String device, boolean random, JudgedArchitecture architecture) {
  static final List<String> REQUIRED = List.of("step", "device", "source", "arch", "error");

  static EvaluationRow of(CsvRow row, List<String> metrics) {
    return new EvaluationRow(
        row.whole("step"),
        row.text("device"),
        row.text("source").equals("random"),
        JudgedArchitecture.of(row, metrics));
  }
}
