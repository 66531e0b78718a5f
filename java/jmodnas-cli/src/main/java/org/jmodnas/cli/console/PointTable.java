package org.jmodnas.cli.console;

import java.util.List;

/**
 * Points read from CSV: objective vectors of one length, each with the line it was written as.
 *
 * @param header the header line, empty if there was none
 * @param lines the line of each point, unchanged
 * @param points the values, one row per point, all finite
 */
public record PointTable(String header, List<String> lines, double[][] points) {
  /** Checks that every point has its line. */
  public PointTable {
    lines = List.copyOf(lines);
    if (lines.size() != points.length || lines.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected a line for each of " + points.length + " points, got " + lines.size());
    }
  }

  /** Number of objectives. */
  public int objectives() {
    return points[0].length;
  }
}
