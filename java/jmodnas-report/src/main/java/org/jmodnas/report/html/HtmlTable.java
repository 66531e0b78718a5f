package org.jmodnas.report.html;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** A table of text and numbers, built row by row. */
final class HtmlTable {
  private static final MathContext DIGITS = new MathContext(4);

  private final StringBuilder html = new StringBuilder();

  HtmlTable(String caption, List<String> headings) {
    html.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
        .append(Html.escape(caption))
        .append("\"><table><caption>")
        .append(Html.escape(caption))
        .append("</caption><thead><tr>");
    headings.forEach(
        heading -> html.append("<th scope=\"col\">").append(Html.escape(heading)).append("</th>"));
    html.append("</tr></thead><tbody>");
  }

  /** Begins a row; scripts find it by the device. */
  HtmlTable row(String device) {
    html.append("<tr data-device=\"").append(Html.escape(device)).append("\">");
    return this;
  }

  HtmlTable text(String text) {
    html.append(Html.element("td", text));
    return this;
  }

  /** A number of four digits; a dash where it is not known. */
  HtmlTable number(double value) {
    html.append("<td class=\"number\">").append(format(value)).append("</td>");
    return this;
  }

  /** A line to copy. */
  HtmlTable command(String command) {
    html.append("<td class=\"command\">").append(Html.element("code", command)).append("</td>");
    return this;
  }

  /** A cell to which scripts add a button. */
  HtmlTable point(int number) {
    html.append("<td class=\"number\" data-point=\"%d\">%d</td>".formatted(number, number));
    return this;
  }

  String html() {
    return html + "</tbody></table></div>\n";
  }

  static String format(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e12)
        ? rounded.toPlainString()
        : rounded.toString();
  }
}
