package org.jmodnas.cli.compare;

import java.util.List;

/** How the curve of a method looks, by its place. */
final class CurveStyle {
  /** Okabe and Ito's colours, which people who see fewer colours tell apart too. */
  private static final List<String> COLOURS =
      List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000");

  private static final List<String> DASHES = List.of("none", "6 3", "2 2", "8 2 2 2");

  private CurveStyle() {}

  static String colour(int place) {
    return COLOURS.get(place % COLOURS.size());
  }

  /** Colours that come again are dashed. */
  static String dashes(int place) {
    return DASHES.get(place / COLOURS.size() % DASHES.size());
  }

  /** Attributes of a line. */
  static String line(int place) {
    return "fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\" stroke-dasharray=\"%s\""
        .formatted(colour(place), dashes(place));
  }
}
