package org.jmodnas.report.data;

import java.util.List;
import org.jmodnas.run.CsvRow;

/** How alike two devices rank architectures, Spearman's ρ: a row of {@code similarity.csv}. */
public record SimilarityRow(String metric, String device, String other, double rho) {
  static final List<String> REQUIRED = List.of("metric", "device", "other", "rho");

  static SimilarityRow of(CsvRow row) {
    return new SimilarityRow(
        row.text("metric"), row.text("device"), row.text("other"), row.number("rho"));
  }
}
