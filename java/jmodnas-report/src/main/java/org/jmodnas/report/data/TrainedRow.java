package org.jmodnas.report.data;

import java.util.List;
import org.jmodnas.run.CsvRow;

/**
 * A point that was trained from scratch: a row of {@code evaluated.csv}.
 *
 * @param point its number
 * @param accuracy on test images, in per cent
 */
public record TrainedRow(int point, double accuracy) {
  static final List<String> REQUIRED = List.of("point", "accuracy");

  static TrainedRow of(CsvRow row) {
    return new TrainedRow(row.whole("point"), row.number("accuracy"));
  }
}
