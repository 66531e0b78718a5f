package org.jmodnas.cli.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.TextFile;

/**
 * A CSV file about architectures: a header line with {@code index} or {@code arch}, or both, then
 * one line an architecture, in any number and order.
 */
final class ArchitectureCsv {
  private static final String INDEX = "index";
  private static final String ARCHITECTURE = "arch";

  private final Path file;
  private final SearchSpace space;
  private final List<String> columns;
  private final List<Line> lines = new ArrayList<>();

  /**
   * A line.
   *
   * @param number from 1, the header
   */
  record Line(int number, Architecture architecture, List<String> fields) {}

  private ArchitectureCsv(Path file, SearchSpace space, List<String> columns) {
    this.file = file;
    this.space = space;
    this.columns = columns;
  }

  /**
   * Reads {@code file}.
   *
   * @throws ConfigurationException naming file and line if it is no such file
   */
  static ArchitectureCsv read(Path file, SearchSpace space) {
    List<String> text = TextFile.read(file).lines().toList();
    ArchitectureCsv csv =
        new ArchitectureCsv(file, space, text.isEmpty() ? List.of() : fields(text.get(0)));
    if (text.size() < 2
        || csv.columns.stream().distinct().count() < csv.columns.size()
        || !(csv.has(INDEX) || csv.has(ARCHITECTURE))) {
      throw csv.problem(
          1,
          "a header of different columns with 'index' or 'arch', and lines below",
          text.isEmpty() ? "" : text.get(0));
    }
    for (int i = 1; i < text.size(); i++) {
      csv.add(i + 1, fields(text.get(i)));
    }
    return csv;
  }

  boolean has(String column) {
    return columns.contains(column);
  }

  List<Line> lines() {
    return lines;
  }

  /** The field of a column, without blanks around it. */
  String field(Line line, String column) {
    return line.fields.get(columns.indexOf(column));
  }

  ConfigurationException problem(int line, String expected, String got) {
    return new ConfigurationException(
        "'%s' line %d: expected %s, got '%s'".formatted(file, line, expected, got));
  }

  private void add(int number, List<String> fields) {
    if (fields.size() != columns.size()) {
      throw problem(number, columns.size() + " fields", fields.size() + " fields");
    }
    List<Architecture> named = new ArrayList<>();
    try {
      if (has(INDEX)) {
        named.add(space.architecture(Integer.parseInt(fields.get(columns.indexOf(INDEX)))));
      }
      if (has(ARCHITECTURE)) {
        named.add(space.parse(fields.get(columns.indexOf(ARCHITECTURE))));
      }
    } catch (NumberFormatException e) {
      throw problem(number, "a whole number in column 'index'", fields.get(columns.indexOf(INDEX)));
    } catch (ConfigurationException e) {
      throw new ConfigurationException(
          "'%s' line %d: %s".formatted(file, number, e.getMessage()), e);
    }
    if (named.stream().map(space::index).distinct().count() > 1) {
      throw problem(number, "index and arch of the same architecture", fields.toString());
    }
    lines.add(new Line(number, named.get(0), fields));
  }

  private static List<String> fields(String line) {
    return List.of(line.split(",", -1)).stream().map(String::strip).toList();
  }
}
