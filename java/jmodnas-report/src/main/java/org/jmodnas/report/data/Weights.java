package org.jmodnas.report.data;

import java.util.List;
import java.util.stream.Stream;
import org.jmodnas.run.CsvRow;

/** Reads a preference: the weight of the error, then that of each metric. */
final class Weights {
  private Weights() {}

  static List<Double> of(CsvRow row, List<String> metrics) {
    return Stream.concat(Stream.of("error"), metrics.stream())
        .map(name -> row.number(name + "_weight"))
        .toList();
  }
}
