package org.jmodnas.hardware;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;

/**
 * Reads a {@link MetricTable} from CSV: a header line with {@code index} or {@code arch} (or both)
 * and one column a device; then one line an architecture. An empty field is a missing value.
 */
public final class MetricTableReader {
  private static final String INDEX = "index";
  private static final String ARCHITECTURE = "arch";

  private final Path file;
  private final SearchSpace space;
  private final List<String> names = new ArrayList<>();
  private final List<double[]> columns = new ArrayList<>();
  private final BitSet seen = new BitSet();

  private MetricTableReader(Path file, SearchSpace space) {
    this.file = file;
    this.space = space;
  }

  /**
   * Reads {@code file}.
   *
   * @throws ConfigurationException naming file and line if it is not such a table
   */
  public static MetricTable read(Path file, SearchSpace space) {
    return new MetricTableReader(file, space).parse();
  }

  private MetricTable parse() {
    List<String> lines = lines();
    if (lines.size() < 2) {
      throw problem(1, "a header line and at least one architecture", lines.size() + " lines");
    }
    header(lines.get(0));
    for (int i = 1; i < lines.size(); i++) {
      row(i + 1, lines.get(i));
    }
    Map<String, double[]> byName = new LinkedHashMap<>();
    for (int c = 0; c < names.size(); c++) {
      if (!isKey(names.get(c))) {
        byName.put(names.get(c), columns.get(c));
      }
    }
    return new MetricTable(MetricTable.Provenance.MEASURED, byName);
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException("Metric table '" + file + "' does not exist", e);
    } catch (MalformedInputException e) {
      throw new ConfigurationException("Metric table '" + file + "' is not UTF-8 text", e);
    } catch (IOException e) {
      throw new ConfigurationException("Metric table '" + file + "' cannot be read", e);
    }
  }

  private void header(String line) {
    for (String name : line.split(",", -1)) {
      if (name.isBlank() || names.contains(name.strip())) {
        throw problem(1, "distinct column names", line);
      }
      names.add(name.strip());
      double[] column = new double[Math.toIntExact(space.count())];
      Arrays.fill(column, Double.NaN);
      columns.add(column);
    }
    if (names.stream().noneMatch(MetricTableReader::isKey)) {
      throw problem(1, "a column 'index' or 'arch'", line);
    }
    if (names.stream().allMatch(MetricTableReader::isKey)) {
      throw problem(1, "at least one column for a device", line);
    }
  }

  private void row(int line, String text) {
    String[] fields = text.split(",", -1);
    if (fields.length != names.size()) {
      throw problem(line, names.size() + " fields", fields.length + " fields");
    }
    int index = index(line, fields);
    if (seen.get(index)) {
      throw problem(line, "each architecture once", "a second row of index " + index);
    }
    seen.set(index);
    for (int c = 0; c < fields.length; c++) {
      if (!isKey(names.get(c)) && !fields[c].isBlank()) {
        columns.get(c)[index] = number(line, names.get(c), fields[c]);
      }
    }
  }

  private int index(int line, String[] fields) {
    HashSet<Integer> found = new HashSet<>();
    try {
      for (int c = 0; c < fields.length; c++) {
        if (names.get(c).equals(INDEX)) {
          found.add(space.index(space.architecture(Integer.parseInt(fields[c].strip()))));
        } else if (names.get(c).equals(ARCHITECTURE)) {
          found.add(space.index(space.parse(fields[c])));
        }
      }
    } catch (NumberFormatException e) {
      throw problem(line, "an architecture index", e.getMessage());
    } catch (ConfigurationException e) {
      throw new ConfigurationException("'%s' line %d: %s".formatted(file, line, e.getMessage()), e);
    }
    if (found.size() != 1) {
      throw problem(line, "index and arch of the same architecture", "indices " + found);
    }
    return found.iterator().next();
  }

  private double number(int line, String column, String field) {
    double value;
    try {
      value = Double.parseDouble(field.strip());
    } catch (NumberFormatException e) {
      throw problem(line, "a number in column '" + column + "'", field);
    }
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw problem(line, "a finite number that is not negative in column '" + column + "'", field);
    }
    return value;
  }

  private static boolean isKey(String name) {
    return name.equals(INDEX) || name.equals(ARCHITECTURE);
  }

  private ConfigurationException problem(int line, String expected, String got) {
    return new ConfigurationException(
        "'%s' line %d: expected %s, got '%s'".formatted(file, line, expected, got));
  }
}
