package org.jmodnas.hardware;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.TextFile;

/**
 * Reads a {@link MetricTable} from CSV: a header line with {@code index} or {@code arch} (or both)
 * and one column a device; then one line an architecture. An empty field is a missing value. The
 * last line ends in a line break too, so that a file cut in the middle of a number is not read.
 */
public final class MetricTableReader {
  static final String INDEX = "index";
  static final String ARCHITECTURE = "arch";

  /** Each takes memory for all architectures of the space. */
  private static final int MOST_COLUMNS = 1000;

  // Double.parseDouble alone would also read NaN, hexadecimal numbers and Java's suffixes.
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private final Path file;
  private final SearchSpace space;
  private final Sign sign;
  private final List<String> names = new ArrayList<>();
  private final List<double[]> columns = new ArrayList<>();

  /** The line that each architecture index was read from, in the order of the lines. */
  private final Map<Integer, Integer> lineOfIndex = new LinkedHashMap<>();

  /** Which values a table may have. */
  public enum Sign {
    /** Latencies, accuracies and the like. */
    NOT_NEGATIVE,
    /** Any finite number. */
    ANY
  }

  MetricTableReader(Path file, SearchSpace space, Sign sign) {
    this.file = file;
    this.space = space;
    this.sign = sign;
  }

  /**
   * Reads {@code file}, whose values are not negative.
   *
   * @throws ConfigurationException naming file and line if it is not such a table
   */
  public static MetricTable read(Path file, SearchSpace space) {
    return read(file, space, Sign.NOT_NEGATIVE);
  }

  /**
   * Reads {@code file}.
   *
   * @throws ConfigurationException naming file, line and column if it is not such a table
   */
  public static MetricTable read(Path file, SearchSpace space, Sign sign) {
    return new MetricTableReader(file, space, sign).parse();
  }

  /** Reads the table; once. */
  MetricTable parse() {
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

  /** The columns of the table that was read, keys included. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** The line, from 1, that each architecture index was read from, in the order of the lines. */
  Map<Integer, Integer> lineOfIndex() {
    return Collections.unmodifiableMap(lineOfIndex);
  }

  /** The lines of the file, which end in a line break. */
  List<String> lines() {
    String text = TextFile.read(file);
    List<String> lines = text.lines().toList();
    if (!lines.isEmpty() && !text.endsWith("\n")) {
      throw problem(
          lines.size(),
          "a line break at the end of the last line (a file without one may be truncated; if it"
              + " is complete, add one)",
          lines.get(lines.size() - 1));
    }
    return lines;
  }

  private void header(String line) {
    String[] fields = line.split(",", -1);
    if (fields.length > MOST_COLUMNS) {
      throw problem(1, "at most " + MOST_COLUMNS + " columns", fields.length + " columns");
    }
    for (String name : fields) {
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
    Integer earlier = lineOfIndex.put(index, line);
    if (earlier != null) {
      throw problem(
          line, "each architecture once", "index " + index + ", which is also in line " + earlier);
    }
    for (int c = 0; c < fields.length; c++) {
      if (!isKey(names.get(c)) && !fields[c].isBlank()) {
        columns.get(c)[index] = number(line, names.get(c), fields[c]);
      }
    }
  }

  private int index(int line, String[] fields) {
    Set<Integer> found = new TreeSet<>();
    try {
      for (int c = 0; c < fields.length; c++) {
        if (names.get(c).equals(INDEX)) {
          found.add(space.index(space.architecture(Integer.parseInt(fields[c].strip()))));
        } else if (names.get(c).equals(ARCHITECTURE)) {
          found.add(space.index(space.parse(fields[c])));
        }
      }
    } catch (NumberFormatException e) {
      throw problem(line, "a whole number in column 'index'", fields[names.indexOf(INDEX)]);
    } catch (ConfigurationException e) {
      throw new ConfigurationException("'%s' line %d: %s".formatted(file, line, e.getMessage()), e);
    }
    if (found.size() != 1) {
      throw problem(line, "index and arch of the same architecture", "indices " + found);
    }
    return found.iterator().next();
  }

  private double number(int line, String column, String field) {
    String digits = field.strip();
    double value = NUMBER.matcher(digits).matches() ? Double.parseDouble(digits) : Double.NaN;
    boolean negative = digits.startsWith("-");
    if (!Double.isFinite(value) || (negative && sign == Sign.NOT_NEGATIVE)) {
      String expected = sign == Sign.ANY ? "" : " that is not negative";
      throw problem(line, "a finite number" + expected + " in column '" + column + "'", field);
    }
    return value;
  }

  /** Whether a column names the architecture and holds no device. */
  static boolean isKey(String name) {
    return name.equals(INDEX) || name.equals(ARCHITECTURE);
  }

  private ConfigurationException problem(int line, String expected, String got) {
    return new ConfigurationException(
        "'%s' line %d: expected %s, got '%s'".formatted(file, line, expected, got));
  }
}
