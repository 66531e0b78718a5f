package org.jmodnas.run;

import java.util.List;
import org.jmodnas.tensor.ConfigurationException;

/** One line of a CSV file, read by the names of its columns. */
public final class CsvRow {
  private final String where;
  private final List<String> columns;
  private final List<String> fields;

  CsvRow(String where, List<String> columns, List<String> fields) {
    this.where = where;
    this.columns = columns;
    this.fields = fields;
  }

  /** The field of {@code column}; empty where there is no such column. */
  public String text(String column) {
    int index = columns.indexOf(column);
    return index < 0 ? "" : fields.get(index);
  }

  /**
   * The number in {@code column}; NaN where it is empty or there is no such column.
   *
   * @throws ConfigurationException naming file and line if it is something else
   */
  public double number(String column) {
    String text = text(column);
    if (text.isEmpty()) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw damaged(column, "a number", text);
    }
  }

  /**
   * The whole number in {@code column}.
   *
   * @throws ConfigurationException naming file and line if it is none
   */
  public int whole(String column) {
    String text = text(column);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw damaged(column, "a whole number", text);
    }
  }

  /**
   * The number in {@code column}.
   *
   * @throws ConfigurationException naming file and line if it is none, or not finite
   */
  public double finite(String column) {
    double value = number(column);
    if (!Double.isFinite(value)) {
      throw damaged(column, "a number", text(column));
    }
    return value;
  }

  /** A refusal of what {@code column} has, naming file and line. */
  public ConfigurationException damaged(String column, String expected, String got) {
    return new ConfigurationException(
        "%s: '%s' is %s, got '%s'".formatted(where, column, expected, got));
  }
}
