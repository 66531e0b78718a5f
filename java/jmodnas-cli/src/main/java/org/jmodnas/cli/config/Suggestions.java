package org.jmodnas.cli.config;

import java.util.Collection;
import java.util.List;

/** Known paths that an unknown one may have been meant to be. */
final class Suggestions {
  /** What another section costs, less than one letter. */
  private static final double MOVED = 0.5;

  private static final int LETTERS = 3;

  private Suggestions() {}

  /** The nearest of {@code known}, also those of the same name in another section; maybe none. */
  static List<String> of(String path, Collection<String> known) {
    double nearest =
        known.stream().mapToDouble(other -> cost(path, other)).min().orElse(Double.MAX_VALUE);
    if (nearest > Math.max(1, name(path).length() / LETTERS) + MOVED) {
      return List.of();
    }
    return known.stream().filter(other -> cost(path, other) == nearest).toList();
  }

  private static double cost(String path, String other) {
    return Math.min(edits(path, other), edits(name(path), name(other)) + MOVED);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Letters to insert, delete, replace or exchange with their neighbour. */
  static int edits(String from, String to) {
    int[][] least = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          least[i][j] = i + j;
          continue;
        }
        int replaced = least[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        least[i][j] = Math.min(replaced, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          least[i][j] = Math.min(least[i][j], 1 + least[i - 2][j - 2]);
        }
      }
    }
    return least[from.length()][to.length()];
  }
}
