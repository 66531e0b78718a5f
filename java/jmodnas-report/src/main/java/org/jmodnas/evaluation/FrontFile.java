package org.jmodnas.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;

/** The fronts of a run, {@code front.csv}. */
public final class FrontFile {
  private static final String NAME = "front.csv";
  private static final String DEVICES = "devices.csv";
  private static final String ERROR = "error";
  private static final String WEIGHT = "_weight";

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
    List<CsvRows.Row> rows = CsvRows.read(file);
    List<Point> points = new ArrayList<>();
    for (CsvRows.Row row : rows) {
      Point point = point(run, row, space);
      if (points.stream().noneMatch(other -> other.number == point.number)) {
        points.add(point);
      }
    }
    return new FrontFile(run, List.copyOf(points));
  }

  private static Point point(Path run, CsvRows.Row row, SearchSpace space) {
    String device = row.text("device");
    List<Double> objectives = new ArrayList<>();
    for (String column : row.fields().keySet()) {
      if (column.endsWith(WEIGHT)) {
        String objective = column.substring(0, column.length() - WEIGHT.length());
        double value = row.number(objective);
        boolean highest = !objective.equals(ERROR) && wantsHighest(run, device, objective);
        objectives.add(highest ? -value : value);
      }
    }
    String text = row.text("arch");
    Architecture architecture;
    try {
      architecture = space.parse(text);
    } catch (ConfigurationException e) {
      throw row.problem("an architecture of " + space.name(), text);
    }
    return new Point(
        row.integer("point"),
        device,
        architecture,
        objectives,
        Boolean.parseBoolean(row.text("non_dominated")));
  }

  /** Whether more of a metric is better, as {@code devices.csv} says. */
  private static boolean wantsHighest(Path run, String device, String metric) {
    Path file = run.resolve(DEVICES);
    return Files.isRegularFile(file)
        && CsvRows.read(file).stream()
            .filter(row -> row.text("device").equals(device))
            .anyMatch(row -> "highest".equals(row.fields().get(metric + "_wanted")));
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
