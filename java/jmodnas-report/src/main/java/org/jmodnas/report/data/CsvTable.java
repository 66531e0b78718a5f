package org.jmodnas.report.data;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jmodnas.tensor.ConfigurationException;

/** The lines of a CSV file of a run: a header, no quotes. Lines that cannot be used are named. */
final class CsvTable {
  private final String name;
  private final List<String> columns;
  private final List<String> lines;
  private final List<String> problems;

  /**
   * A table of {@code text}.
   *
   * @param problems takes one message for each line that cannot be used
   */
  CsvTable(String name, String text, List<String> problems) {
    this.name = name;
    this.problems = problems;
    // A byte order mark, as spreadsheets write it.
    lines = new BufferedReader(new StringReader(text.replaceFirst("^\uFEFF", ""))).lines().toList();
    columns = lines.isEmpty() ? List.of() : fields(lines.get(0));
  }

  List<String> columns() {
    return columns;
  }

  /**
   * Every line that {@code parse} can use; nothing if one of the {@code required} columns lacks.
   */
  <T> List<T> rows(List<String> required, Function<CsvRow, T> parse) {
    List<String> lacking = required.stream().filter(c -> !columns.contains(c)).toList();
    if (!lacking.isEmpty()) {
      problems.add(
          "%s: expected the columns '%s', got '%s'"
              .formatted(name, String.join(",", required), String.join(",", columns)));
      return List.of();
    }
    List<T> rows = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      if (!lines.get(line).isBlank()) {
        parse(line, parse, rows);
      }
    }
    return rows;
  }

  private <T> void parse(int line, Function<CsvRow, T> parse, List<T> rows) {
    String where = name + ", line " + (line + 1);
    List<String> fields = fields(lines.get(line));
    if (fields.size() != columns.size()) {
      problems.add(
          "%s: expected '%d' fields as in the header, got '%d'"
              .formatted(where, columns.size(), fields.size()));
      return;
    }
    try {
      rows.add(parse.apply(new CsvRow(where, columns, fields)));
    } catch (ConfigurationException e) {
      problems.add(e.getMessage());
    }
  }

  private static List<String> fields(String line) {
    return List.of(line.split(",", -1)).stream().map(String::strip).toList();
  }
}
