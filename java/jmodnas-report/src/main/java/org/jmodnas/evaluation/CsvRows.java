package org.jmodnas.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.TextFile;

/** The rows of a CSV file without quotes, by the names of its columns. */
final class CsvRows {
  private CsvRows() {}

  /**
   * A row.
   *
   * @param line its number, from 1, the header
   */
  record Row(Path file, int line, Map<String, String> fields) {
    /** The field of {@code column}. */
    String text(String column) {
      String field = fields.get(column);
      if (field == null) {
        throw problem("a column '" + column + "'", String.join(",", fields.keySet()));
      }
      return field;
    }

    /** A whole number. */
    int integer(String column) {
      try {
        return Integer.parseInt(text(column));
      } catch (NumberFormatException e) {
        throw problem("a whole number in column '" + column + "'", text(column));
      }
    }

    /** A finite number. */
    double number(String column) {
      try {
        double value = Double.parseDouble(text(column));
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw problem("a number in column '" + column + "'", text(column));
      }
      throw problem("a number in column '" + column + "'", text(column));
    }

    ConfigurationException problem(String expected, String got) {
      return new ConfigurationException(
          "'%s' line %d: expected %s, got '%s'".formatted(file, line, expected, got));
    }
  }

  /**
   * Reads {@code file}.
   *
   * @throws ConfigurationException naming file and line if it is no such file
   */
  static List<Row> read(Path file) {
    List<String> lines = TextFile.read(file).lines().toList();
    List<String> columns = lines.isEmpty() ? List.of() : fields(lines.get(0));
    if (columns.stream().distinct().count() < columns.size() || lines.isEmpty()) {
      throw new ConfigurationException(
          "'%s' line 1: expected a header of different columns, got '%s'"
              .formatted(file, String.join(",", columns)));
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> fields = fields(lines.get(i));
      if (fields.size() != columns.size()) {
        throw new ConfigurationException(
            "'%s' line %d: expected %d fields, got '%d'"
                .formatted(file, i + 1, columns.size(), fields.size()));
      }
      Map<String, String> byName = new LinkedHashMap<>();
      for (int c = 0; c < columns.size(); c++) {
        byName.put(columns.get(c), fields.get(c));
      }
      rows.add(new Row(file, i + 1, byName));
    }
    return rows;
  }

  private static List<String> fields(String line) {
    return List.of(line.split(",", -1)).stream().map(String::strip).toList();
  }
}
