package org.jmodnas.evaluation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jmodnas.run.CsvRow;
import org.jmodnas.run.CsvTable;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.io.AtomicFile;
import org.jmodnas.tensor.io.FileFailure;
import org.jspecify.annotations.Nullable;

/**
 * {@code evaluated.csv} of a run: what training points from scratch gave, in the order of their
 * numbers. Thread-safe.
 */
public final class EvaluatedFile {
  private static final String NAME = "evaluated.csv";
  private static final List<String> COLUMNS =
      List.of(
          "point",
          "device",
          "index",
          "arch",
          "accuracy",
          "validation_accuracy",
          "epochs",
          "seed",
          "parameters",
          "seconds",
          "model");

  private final Path run;
  private final Map<Integer, List<String>> rows = new TreeMap<>();

  private EvaluatedFile(Path run) {
    this.run = run;
  }

  /**
   * A trained point.
   *
   * @param index of the architecture in its space
   * @param accuracy on the test images, or on those held out where there are none, in per cent
   * @param validationAccuracy on those held out, in per cent; null without any
   * @param model file with the weights, relative to the run
   */
  public record Evaluated(
      FrontFile.Point point,
      int index,
      @Nullable Double accuracy,
      @Nullable Double validationAccuracy,
      int epochs,
      long seed,
      int parameters,
      double seconds,
      Path model) {}

  /**
   * The file of {@code run}, which may be absent.
   *
   * @throws ConfigurationException naming file and line if it is damaged
   */
  public static EvaluatedFile read(Path run) {
    EvaluatedFile file = new EvaluatedFile(run);
    Path path = run.resolve(NAME);
    if (Files.exists(path)) {
      for (CsvRow row : CsvTable.read(path, COLUMNS).rows(row -> row)) {
        file.rows.put(row.whole("point"), COLUMNS.stream().map(row::text).toList());
      }
    }
    return file;
  }

  /** The file with the weights of point {@code number}; null if it was not trained. */
  public synchronized @Nullable Path model(int number) {
    List<String> row = rows.get(number);
    return row == null ? null : run.resolve(row.get(COLUMNS.indexOf("model")));
  }

  /** Adds a point, in place of what was there of it, and writes the file. */
  public synchronized void add(Evaluated evaluated) {
    FrontFile.Point point = evaluated.point;
    rows.put(
        point.number(),
        List.of(
            String.valueOf(point.number()),
            point.device(),
            String.valueOf(evaluated.index),
            point.architecture().toString(),
            text(evaluated.accuracy),
            text(evaluated.validationAccuracy),
            String.valueOf(evaluated.epochs),
            String.valueOf(evaluated.seed),
            String.valueOf(evaluated.parameters),
            String.valueOf(evaluated.seconds),
            evaluated.model.toString().replace('\\', '/')));
    String text =
        rows.values().stream()
            .map(row -> String.join(",", row) + "\n")
            .collect(Collectors.joining("", String.join(",", COLUMNS) + "\n", ""));
    try {
      AtomicFile.write(run.resolve(NAME), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new JModnasException(
          "'%s' cannot be written: %s".formatted(run.resolve(NAME), FileFailure.reason(e)), e);
    }
  }

  private static String text(@Nullable Double value) {
    return value == null ? "" : value.toString();
  }
}
