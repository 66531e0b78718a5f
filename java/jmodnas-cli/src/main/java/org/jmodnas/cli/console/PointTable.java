package org.jmodnas.cli.console;

import java.util.List;

/**
 * Points read from CSV: objective vectors of one length, each with the line it was written as.
 *
 * @param header the header line, empty if there was none
 * @param lines the line of each point, unchanged
 * @param points the objective values of each point, all finite
 */
public record PointTable(String header, List<String> lines, List<double[]> points) {
  /** Checks that there is a point and that every point has its line. */
  public PointTable {
    lines = List.copyOf(lines);
    points = List.copyOf(points);
    if (points.isEmpty() || lines.size() != points.size()) {
      throw new IllegalArgumentException(
          "Expected a line for each of " + points.size() + " points, got " + lines.size());
    }
  }

  /** Number of objectives. */
  public int objectives() {
    return points.get(0).length;
  }
}
