package org.jmodnas.cli.compare;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jmodnas.baselines.comparison.ComparisonResult.CurvePoint;

/** The curves of one device: median and quartiles over the seeds, the true front's as a line. */
final class CurvePanel {
  static final int WIDTH = 380;
  static final int HEIGHT = 260;
  private static final int LEFT = 56;
  private static final int RIGHT = 10;
  private static final int TOP = 26;
  private static final int BOTTOM = 40;

  /** The share of the budget before which curves may leave the panel. */
  private static final double STEEP = 0.1;

  private final String device;
  private final List<List<CurvePoint>> curves;
  private final OptionalDouble optimum;
  private final Axis across;
  private final Axis up;

  /**
   * A panel.
   *
   * @param curves one a method
   * @param optimum hypervolume of the true front
   */
  CurvePanel(String device, List<List<CurvePoint>> curves, OptionalDouble optimum) {
    this.device = device;
    this.curves = curves;
    this.optimum = optimum;
    List<CurvePoint> first = curves.get(0);
    int budget = first.get(first.size() - 1).evaluations();
    across = new Axis(0, budget, LEFT, WIDTH - RIGHT);
    double lowest =
        curves.stream()
            .flatMap(List::stream)
            .filter(point -> point.evaluations() >= STEEP * budget)
            .mapToDouble(CurvePoint::median)
            .min()
            .orElse(0);
    double best =
        curves.stream().flatMap(List::stream).mapToDouble(CurvePoint::upper).max().orElse(1);
    double highest = Math.max(best, optimum.orElse(best));
    double margin = highest > lowest ? 0.03 * (highest - lowest) : 0.5;
    up = new Axis(lowest - margin, highest + margin, HEIGHT - BOTTOM, TOP);
  }

  /**
   * The panel as an SVG group.
   *
   * @param id of its clip path
   */
  String svg(double x, double y, String id) {
    StringBuilder out = new StringBuilder();
    out.append(format("<g transform=\"translate(%.0f %.0f)\">%n", x, y));
    out.append(
        format(
            "<clipPath id=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>%n",
            id, LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM));
    out.append(
        format(
            "<text x=\"%d\" y=\"16\"><tspan font-weight=\"bold\">%s</tspan> hypervolume</text>%n",
            LEFT, CurvePlot.escaped(device)));
    grid(out);
    out.append(format("<g clip-path=\"url(#%s)\">%n", id));
    optimum.ifPresent(
        value ->
            out.append(
                format(
                    "<path d=\"M%d %.1fH%d\" stroke=\"#888\" stroke-dasharray=\"1 3\"/>%n",
                    LEFT, up.pixel(value), WIDTH - RIGHT)));
    for (int m = 0; m < curves.size(); m++) {
      band(curves.get(m), m, out);
    }
    for (int m = 0; m < curves.size(); m++) {
      median(curves.get(m), m, out);
    }
    return out.append("</g>\n</g>\n").toString();
  }

  private void grid(StringBuilder out) {
    int bottom = HEIGHT - BOTTOM;
    for (BigDecimal tick : up.ticks()) {
      double y = up.pixel(tick.doubleValue());
      out.append(format("<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>%n", LEFT, y, WIDTH - RIGHT));
      out.append(
          format(
              "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
              LEFT - 6, y + 4, tick.toPlainString()));
    }
    for (BigDecimal tick : across.ticks()) {
      double x = across.pixel(tick.doubleValue());
      out.append(format("<path d=\"M%.1f %dv4\" stroke=\"#000\"/>%n", x, bottom));
      out.append(
          format(
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
              x, bottom + 16, tick.toPlainString()));
    }
    out.append(
        format(
            "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#000\"/>%n",
            LEFT, TOP, bottom, WIDTH - RIGHT));
    out.append(
        format(
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">evaluations</text>%n",
            (across.start() + across.end()) / 2, bottom + 32));
  }

  private void band(List<CurvePoint> curve, int method, StringBuilder out) {
    StringBuilder path = new StringBuilder();
    for (CurvePoint point : curve) {
      path.append(to(path.isEmpty(), point.evaluations(), point.upper()));
    }
    for (int i = curve.size() - 1; i >= 0; i--) {
      path.append(to(false, curve.get(i).evaluations(), curve.get(i).lower()));
    }
    out.append(
        format(
            "<path d=\"%sZ\" fill=\"%s\" opacity=\"0.15\"/>%n", path, CurveStyle.colour(method)));
  }

  private void median(List<CurvePoint> curve, int method, StringBuilder out) {
    StringBuilder path = new StringBuilder();
    for (CurvePoint point : curve) {
      path.append(to(path.isEmpty(), point.evaluations(), point.median()));
    }
    out.append(format("<path d=\"%s\" %s/>%n", path, CurveStyle.line(method)));
  }

  private String to(boolean first, int evaluations, double value) {
    return format("%s%.1f %.1f", first ? "M" : "L", across.pixel(evaluations), up.pixel(value));
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
