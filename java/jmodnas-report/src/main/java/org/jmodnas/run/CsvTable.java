package org.jmodnas.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.TextFile;

/** The lines of a CSV file of a run: a header, no quotes. */
public final class CsvTable {
  private final String name;
  private final List<String> columns;
  private final List<String> lines;

  private CsvTable(String name, List<String> lines) {
    this.name = name;
    this.lines = lines;
    this.columns = lines.isEmpty() ? List.of() : fields(lines.get(0));
  }

  /** The table that {@code text} is; {@code name} names it in messages. */
  public static CsvTable parse(String name, String text) {
    // A byte order mark, as spreadsheets write it.
    return new CsvTable(name, text.replaceFirst("^\uFEFF", "").lines().toList());
  }

  /**
   * The table in {@code file}.
   *
   * @throws ConfigurationException if it cannot be read or lacks one of the columns
   */
  public static CsvTable read(Path file, List<String> required) {
    CsvTable table = parse("'" + file + "'", TextFile.read(file));
    table.require(required);
    return table;
  }

  /** The names in the header. */
  public List<String> columns() {
    return columns;
  }

  /** Refuses a table that lacks one of these columns, or has one twice. */
  public void require(List<String> required) {
    if (columns.stream().distinct().count() < columns.size()) {
      throw new ConfigurationException(
          "%s: expected different columns, got '%s'".formatted(name, String.join(",", columns)));
    }
    if (!columns.containsAll(required)) {
      throw new ConfigurationException(
          "%s: expected the columns '%s', got '%s'"
              .formatted(name, String.join(",", required), String.join(",", columns)));
    }
  }

  /**
   * Every row.
   *
   * @throws ConfigurationException naming file and line of the first that {@code parse} refuses
   */
  public <T> List<T> rows(Function<CsvRow, T> parse) {
    List<T> rows = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      if (!lines.get(line).isBlank()) {
        rows.add(parse.apply(row(line)));
      }
    }
    return rows;
  }

  /**
   * Every row that {@code parse} takes; {@code damaged} is told of the others, and of required
   * columns that are not there, without which there is no row.
   */
  public <T> List<T> rows(
      List<String> required, Function<CsvRow, T> parse, Consumer<String> damaged) {
    List<T> rows = new ArrayList<>();
    try {
      require(required);
    } catch (ConfigurationException e) {
      damaged.accept(e.getMessage());
      return rows;
    }
    for (int line = 1; line < lines.size(); line++) {
      if (!lines.get(line).isBlank()) {
        try {
          rows.add(parse.apply(row(line)));
        } catch (ConfigurationException e) {
          damaged.accept(e.getMessage());
        }
      }
    }
    return rows;
  }

  private CsvRow row(int line) {
    String where = name + ", line " + (line + 1);
    List<String> fields = fields(lines.get(line));
    if (fields.size() != columns.size()) {
      throw new ConfigurationException(
          "%s: expected '%d' fields as in the header, got '%d'"
              .formatted(where, columns.size(), fields.size()));
    }
    return new CsvRow(where, columns, fields);
  }

  private static List<String> fields(String line) {
    return List.of(line.split(",", -1)).stream().map(String::strip).toList();
  }
}
