package org.jmodnas.hardware;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.io.AtomicFile;
import org.jmodnas.tensor.io.FileFailure;

/**
 * A metric table as text, to which values are added: what {@link MetricTableReader} reads. Fields
 * that are there stay as they were written.
 */
public final class MetricTableFile {
  private static final String MISSING = "";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.+-]+");

  private final SearchSpace space;
  private final List<String> names = new ArrayList<>();
  private final Map<Integer, List<String>> rowOfIndex = new LinkedHashMap<>();

  private MetricTableFile(SearchSpace space) {
    this.space = space;
  }

  /** A table of no device yet. */
  public static MetricTableFile empty(SearchSpace space) {
    MetricTableFile table = new MetricTableFile(space);
    table.names.addAll(List.of(MetricTableReader.INDEX, MetricTableReader.ARCHITECTURE));
    return table;
  }

  /**
   * The table in {@code file}.
   *
   * @throws ConfigurationException naming file and line if it is none
   */
  public static MetricTableFile read(Path file, SearchSpace space) {
    MetricTableReader reader =
        new MetricTableReader(file, space, MetricTableReader.Sign.NOT_NEGATIVE);
    reader.parse();
    MetricTableFile table = new MetricTableFile(space);
    table.names.addAll(reader.names());
    List<String> lines = reader.lines();
    reader
        .lineOfIndex()
        .forEach(
            (index, line) ->
                table.rowOfIndex.put(
                    index, new ArrayList<>(List.of(lines.get(line - 1).split(",", -1)))));
    return table;
  }

  /** Whether the value of {@code device} at an architecture index is there. */
  public boolean has(String device, int index) {
    int column = names.indexOf(device);
    List<String> row = rowOfIndex.get(index);
    return column >= 0 && row != null && !row.get(column).isBlank();
  }

  /** Adds a value that is not there; adds column and row if they are not. */
  public void put(String device, int index, double value) {
    if (has(device, index)) {
      throw new IllegalArgumentException(
          "Device '%s' has a value at index '%d' already".formatted(device, index));
    }
    declare(device, List.of(index));
    rowOfIndex.get(index).set(names.indexOf(device), String.valueOf(value));
  }

  /**
   * Adds what is not there of a column and of rows, without values.
   *
   * @throws ConfigurationException if a new column cannot have that name
   */
  public void declare(String device, List<Integer> indices) {
    if (MetricTableReader.isKey(device) || !names.contains(device)) {
      requireName(device);
      names.add(device);
      rowOfIndex.values().forEach(row -> row.add(MISSING));
    }
    indices.forEach(index -> rowOfIndex.computeIfAbsent(index, this::newRow));
  }

  /**
   * Checks the name of a new column.
   *
   * @throws ConfigurationException if it is not of letters, digits and {@code _ . + -}
   */
  public static void requireName(String device) {
    if (!NAME.matcher(device).matches() || MetricTableReader.isKey(device)) {
      throw new ConfigurationException(
          "A device is named by letters, digits and '_.+-', other than '%s' and '%s'; got '%s'"
              .formatted(MetricTableReader.INDEX, MetricTableReader.ARCHITECTURE, device));
    }
  }

  private List<String> newRow(int index) {
    Architecture architecture = space.architecture(index);
    List<String> row = new ArrayList<>(Collections.nCopies(names.size(), MISSING));
    for (int c = 0; c < names.size(); c++) {
      if (names.get(c).equals(MetricTableReader.INDEX)) {
        row.set(c, String.valueOf(index));
      } else if (names.get(c).equals(MetricTableReader.ARCHITECTURE)) {
        row.set(c, architecture.toString());
      }
    }
    return row;
  }

  /** Writes all to {@code file}; one that is there is replaced as a whole or not at all. */
  public void write(Path file) {
    StringBuilder text = new StringBuilder(String.join(",", names)).append('\n');
    rowOfIndex.values().forEach(row -> text.append(String.join(",", row)).append('\n'));
    try {
      AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ConfigurationException(
          "Metric table '%s' cannot be written: %s".formatted(file, FileFailure.reason(e)), e);
    }
  }
}
