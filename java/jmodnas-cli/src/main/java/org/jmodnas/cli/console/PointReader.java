package org.jmodnas.cli.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jmodnas.tensor.ConfigurationException;

/**
 * Reads points from CSV: one point a line, as many decimal numbers in each as in the first.
 *
 * <p>The first line may be a header, that is, hold no number. Blank lines are skipped. Everything
 * else is an error that names the source and the line.
 */
public final class PointReader {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

  private final String source;
  private final List<String> lines = new ArrayList<>();
  private final List<double[]> points = new ArrayList<>();
  private String header = "";

  private PointReader(String source) {
    this.source = source;
  }

  /** Reads all of {@code input}; {@code source} names it in errors. */
  public static PointTable read(InputStream input, String source) throws IOException {
    return new PointReader(source).readAll(input);
  }

  /** Reads a file. */
  public static PointTable read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException(
          "File '" + file + "' does not exist. Name a CSV file of points, one a line.");
    }
    try (InputStream input = Files.newInputStream(file)) {
      return read(input, file.toString());
    }
  }

  private PointTable readAll(InputStream input) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (number == 1) {
        line = withoutByteOrderMark(line);
      }
      if (!line.isBlank()) {
        accept(line, number);
      }
    }
    if (points.isEmpty()) {
      throw new ConfigurationException(
          "No points in "
              + source
              + ": expected one point a line, its values separated by commas, such as '0.1,0.7'.");
    }
    return new PointTable(header, lines, points);
  }

  private void accept(String line, int number) {
    String[] fields = Arrays.stream(line.split(",", -1)).map(String::strip).toArray(String[]::new);
    if (points.isEmpty() && header.isEmpty() && isHeader(fields)) {
      header = line;
      return;
    }
    int expected = points.isEmpty() ? headerLength(fields) : points.get(0).length;
    if (fields.length != expected) {
      throw error(
          number, "expected " + expected + " values, got " + fields.length + " in '" + line + "'");
    }
    points.add(Arrays.stream(fields).mapToDouble(field -> value(field, number)).toArray());
    lines.add(line);
  }

  /** Values that the first point must have: as many as the header names, if there is one. */
  private int headerLength(String[] fields) {
    return header.isEmpty() ? fields.length : header.split(",", -1).length;
  }

  private double value(String field, int number) {
    if (NUMBER.matcher(field).matches()) {
      double value = Double.parseDouble(field);
      if (Double.isFinite(value)) {
        return value;
      }
    }
    throw error(number, "expected a finite number, got '" + field + "'");
  }

  private ConfigurationException error(int number, String what) {
    return new ConfigurationException(source + ", line " + number + ": " + what + ".");
  }

  private static boolean isHeader(String[] fields) {
    return Arrays.stream(fields)
        .noneMatch(
            field ->
                field.isEmpty()
                    || NUMBER.matcher(field).matches()
                    || NOT_FINITE.matcher(field).matches());
  }

  private static String withoutByteOrderMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }
}
