package org.jmodnas.cli.compare;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jmodnas.cli.compare.ArchitectureCsv.Line;
import org.jmodnas.space.SearchSpace;

/**
 * A table of training-free metrics: one column a metric; a field is a number of any sign or empty.
 */
final class ProxyFile {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private ProxyFile() {}

  /** The metrics by name, each by architecture index; NaN where one is missing. */
  static Map<String, double[]> read(Path file, SearchSpace space) {
    ArchitectureCsv csv = ArchitectureCsv.read(file, space);
    Map<String, double[]> metrics = new LinkedHashMap<>();
    for (String name : csv.columns()) {
      double[] values = new double[Math.toIntExact(space.count())];
      Arrays.fill(values, Double.NaN);
      metrics.put(name, values);
    }
    Set<Integer> seen = new HashSet<>();
    for (Line line : csv.lines()) {
      int index = space.index(line.architecture());
      if (!seen.add(index)) {
        throw csv.problem(line.number(), "each architecture once", "index " + index + " again");
      }
      metrics.forEach((name, values) -> values[index] = value(csv, line, name));
    }
    return metrics;
  }

  private static double value(ArchitectureCsv csv, Line line, String column) {
    String field = csv.field(line, column);
    if (field.isEmpty()) {
      return Double.NaN;
    }
    double value = NUMBER.matcher(field).matches() ? Double.parseDouble(field) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw csv.problem(
          line.number(), "a finite number or nothing in column '" + column + "'", field);
    }
    return value;
  }
}
