package org.jmodnas.cli.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmodnas.baselines.comparison.RecordedPoints;
import org.jmodnas.cli.compare.ArchitectureCsv.Line;
import org.jmodnas.space.SearchSpace;
import org.jspecify.annotations.Nullable;

/**
 * Evaluations made elsewhere, in their order: {@code index} or {@code arch}, and where they differ
 * {@code device} and {@code seed}; other columns are not read. The {@code front.csv} of a search is
 * one.
 */
final class PointsFile {
  private static final String DEVICE = "device";
  private static final String SEED = "seed";

  private PointsFile() {}

  static RecordedPoints read(String name, Path file, SearchSpace space) {
    ArchitectureCsv csv = ArchitectureCsv.read(file, space);
    List<RecordedPoints.Point> points = new ArrayList<>();
    for (Line line : csv.lines()) {
      String device = csv.has(DEVICE) ? csv.field(line, DEVICE) : null;
      points.add(new RecordedPoints.Point(line.architecture(), device, seed(csv, line)));
    }
    return new RecordedPoints(name, points);
  }

  private static @Nullable Long seed(ArchitectureCsv csv, Line line) {
    if (!csv.has(SEED)) {
      return null;
    }
    try {
      return Long.valueOf(csv.field(line, SEED));
    } catch (NumberFormatException e) {
      throw csv.problem(line.number(), "a whole number in column 'seed'", csv.field(line, SEED));
    }
  }
}
