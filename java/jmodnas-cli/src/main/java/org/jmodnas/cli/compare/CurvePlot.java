package org.jmodnas.cli.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jmodnas.baselines.comparison.ComparisonResult;
import org.jmodnas.baselines.comparison.Optimum;

/** Hypervolume over evaluations as an SVG that stands alone: one panel a device and a legend. */
final class CurvePlot {
  private static final int COLUMNS = 3;
  private static final int LEGEND_ROW = 18;
  private static final int LEGEND_WIDTH = 150;
  private static final int MARGIN = 10;

  private final ComparisonResult result;

  CurvePlot(ComparisonResult result) {
    this.result = result;
  }

  /** The picture. */
  String svg() {
    int devices = result.devices().size();
    int columns = Math.min(COLUMNS, devices);
    int rows = (devices + columns - 1) / columns;
    int width = columns * CurvePanel.WIDTH + 2 * MARGIN;
    int entries = result.methods().size() + 1;
    int perRow = Math.max(1, (width - 2 * MARGIN) / LEGEND_WIDTH);
    int legend = (entries + perRow - 1) / perRow * LEGEND_ROW;
    int height = rows * CurvePanel.HEIGHT + legend + 3 * MARGIN;
    StringBuilder out = new StringBuilder();
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
        font-family="sans-serif" font-size="11">
        <title>Hypervolume over evaluations, median and quartiles over seeds</title>
        <rect width="100%%" height="100%%" fill="#fff"/>
        """
            .formatted(width, height, width, height));
    for (int device = 0; device < devices; device++) {
      out.append(
          panel(device)
              .svg(
                  MARGIN + device % columns * CurvePanel.WIDTH,
                  MARGIN + device / columns * CurvePanel.HEIGHT,
                  "panel" + device));
    }
    legend(out, perRow, height - legend - MARGIN);
    return out.append("</svg>\n").toString();
  }

  private CurvePanel panel(int device) {
    List<List<ComparisonResult.CurvePoint>> curves =
        IntStream.range(0, result.methods().size())
            .mapToObj(method -> result.curve(method, device))
            .toList();
    Optional<Optimum> optimum = result.comparison().problems().get(device).optimum();
    return new CurvePanel(
        result.devices().get(device),
        curves,
        optimum.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(optimum.get().hypervolume()));
  }

  private void legend(StringBuilder out, int perRow, int top) {
    for (int entry = 0; entry <= result.methods().size(); entry++) {
      boolean method = entry < result.methods().size();
      int x = 2 * MARGIN + entry % perRow * LEGEND_WIDTH;
      int y = top + entry / perRow * LEGEND_ROW + LEGEND_ROW / 2;
      out.append(
          "<path d=\"M%d %dh24\" %s/><text x=\"%d\" y=\"%d\">%s</text>\n"
              .formatted(
                  x,
                  y,
                  method ? CurveStyle.line(entry) : "stroke=\"#888\" stroke-dasharray=\"1 3\"",
                  x + 30,
                  y + 4,
                  method ? escaped(result.methods().get(entry)) : "true front"));
    }
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
