package org.jmodnas.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.io.AtomicFile;
import org.jmodnas.tensor.io.FileFailure;

/** The folder of a run. Files in it are replaced whole or not at all. */
public final class RunFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /**
   * A new run in {@code path}.
   *
   * @throws ConfigurationException if it is there and not empty, or cannot be made
   */
  public static RunFolder create(Path path) {
    try {
      Files.createDirectories(path);
      try (Stream<Path> entries = Files.list(path)) {
        if (entries.findAny().isPresent()) {
          throw new ConfigurationException(
              "Output folder '%s' is not empty. Name a new folder; nothing was changed"
                  .formatted(path));
        }
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          "Output folder '%s' cannot be made: %s".formatted(path, FileFailure.reason(e)), e);
    }
    if (!Files.isWritable(path)) {
      throw new ConfigurationException(
          "Output folder '%s' is read-only. Name another, or let yourself write there"
              .formatted(path));
    }
    return new RunFolder(path);
  }

  /**
   * The run that is in {@code path}.
   *
   * @param marker a file that every run has
   * @throws ConfigurationException if there is none
   */
  public static RunFolder open(Path path, String marker) {
    if (!Files.isRegularFile(path.resolve(marker))) {
      throw new ConfigurationException(
          "'%s' is no run: it has no '%s'. Run 'jmodnas search' first".formatted(path, marker));
    }
    return new RunFolder(path);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** The file called {@code name}, which need not be there. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Writes a text file. */
  public void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file.
   *
   * @throws JModnasException if the disk refuses
   */
  public void write(String name, byte[] content) {
    try {
      AtomicFile.write(path.resolve(name), content);
    } catch (IOException e) {
      throw unwritable(path.resolve(name), e);
    }
  }

  /** Writes rows with equal keys as {@code name.csv} and {@code name.json}. */
  public void writeRows(String name, List<Map<String, Object>> rows) {
    write(name + ".json", json(rows));
    write(name + ".csv", csv(rows));
  }

  /** Writes rows with equal keys as {@code name.csv}. */
  public void writeCsv(String name, List<Map<String, Object>> rows) {
    write(name + ".csv", csv(rows));
  }

  /** Rows with equal keys as CSV with a header; null and NaN are empty. */
  static String csv(List<Map<String, Object>> rows) {
    return String.join(",", rows.get(0).keySet()) + "\n" + lines(rows);
  }

  /** The lines of {@code rows}, without a header. */
  static String lines(List<Map<String, Object>> rows) {
    return rows.stream()
        .map(row -> row.values().stream().map(RunFolder::cell).collect(Collectors.joining(",")))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String cell(Object value) {
    boolean unknown = value == null || value instanceof Double number && number.isNaN();
    return unknown ? "" : value.toString();
  }

  /** A failure to write that tells what is left and what to do. */
  static JModnasException unwritable(Path file, IOException cause) {
    return new JModnasException(
        "'%s' cannot be written: %s. What was there is unchanged; make room or let yourself write there, then 'jmodnas resume' goes on"
            .formatted(file, FileFailure.reason(cause)),
        cause);
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
