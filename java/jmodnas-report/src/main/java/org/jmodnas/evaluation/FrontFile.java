package org.jmodnas.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jmodnas.run.CsvRow;
import org.jmodnas.run.CsvTable;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;

/** The fronts of a run, {@code front.csv}. */
public final class FrontFile {
  private static final String NAME = "front.csv";
  private static final String DEVICES = "devices.csv";
  private static final String ERROR = "error";
  private static final String WEIGHT = "_weight";
  private static final String WANTED = "_wanted";

  private final Path run;
  private final List<Point> points;

  /**
   * An architecture on the front of a device.
   *
   * @param number N of {@code RUN#N}
   * @param objectives error and metrics, turned so that less is better
   */
  public record Point(
      int number,
      String device,
      Architecture architecture,
      List<Double> objectives,
      boolean nonDominated) {
    public Point {
      objectives = List.copyOf(objectives);
    }
  }

  private FrontFile(Path run, List<Point> points) {
    this.run = run;
    this.points = points;
  }

  /**
   * Reads the fronts of {@code run}; of several rows with the same number the first.
   *
   * @throws ConfigurationException if there is none, naming file and line where it is damaged
   */
  public static FrontFile read(Path run, SearchSpace space) {
    Path file = run.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException(
          "'%s' has no '%s': expected the folder of a search that has ended".formatted(run, NAME));
    }
    CsvTable table = CsvTable.read(file, List.of("point", "device", "arch", ERROR));
    Set<String> maximized = maximized(run);
    Set<Integer> known = new HashSet<>();
    List<Point> points =
        table.rows(row -> point(row, table.columns(), maximized, space)).stream()
            .filter(point -> known.add(point.number))
            .toList();
    return new FrontFile(run, points);
  }

  private static Point point(
      CsvRow row, List<String> columns, Set<String> maximized, SearchSpace space) {
    List<Double> objectives = new ArrayList<>();
    for (String column : columns) {
      if (column.endsWith(WEIGHT)) {
        String objective = column.substring(0, column.length() - WEIGHT.length());
        double value = row.finite(objective);
        objectives.add(maximized.contains(objective) ? -value : value);
      }
    }
    return new Point(
        row.whole("point"),
        row.text("device"),
        architecture(row, space),
        objectives,
        Boolean.parseBoolean(row.text("non_dominated")));
  }

  private static Architecture architecture(CsvRow row, SearchSpace space) {
    String text = row.text("arch");
    try {
      return space.parse(text);
    } catch (ConfigurationException e) {
      throw row.damaged("arch", "an architecture of " + space.name(), text);
    }
  }

  /** The metrics of which more is better, as {@code devices.csv} says. */
  private static Set<String> maximized(Path run) {
    Path file = run.resolve(DEVICES);
    Set<String> metrics = new HashSet<>();
    if (Files.isRegularFile(file)) {
      CsvTable table = CsvTable.read(file, List.of("device"));
      for (CsvRow row : table.rows(row -> row)) {
        for (String column : table.columns()) {
          if (column.endsWith(WANTED) && row.text(column).equals("more")) {
            metrics.add(column.substring(0, column.length() - WANTED.length()));
          }
        }
      }
    }
    return metrics;
  }

  /** All points, in the order of the file. */
  public List<Point> points() {
    return points;
  }

  /**
   * The point called {@code number}.
   *
   * @throws ConfigurationException if there is none
   */
  public Point point(int number) {
    return points.stream()
        .filter(point -> point.number == number)
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "'%s' has no point '%d': expected one of 1 … %d, as 'point' in '%s' says"
                        .formatted(
                            run,
                            number,
                            points.stream().mapToInt(Point::number).max().orElse(0),
                            run.resolve(NAME))));
  }
}
