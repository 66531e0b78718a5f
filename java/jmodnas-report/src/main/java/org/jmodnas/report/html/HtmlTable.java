package org.jmodnas.report.html;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** A table of text and numbers, built row by row. */
final class HtmlTable {
  private static final MathContext DIGITS = new MathContext(4);
  private static final String NUMBER = "<td class=\"number\"";

  private final String caption;
  private final List<String> headings;
  private final List<String> begins = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  HtmlTable(String caption, List<String> headings) {
    this.caption = caption;
    this.headings = headings;
  }

  /** Begins a row; scripts find it by the device. */
  HtmlTable row(String device) {
    begins.add("<tr data-device=\"" + Html.escape(device) + "\">");
    rows.add(new ArrayList<>());
    return this;
  }

  HtmlTable text(String text) {
    return cell(Html.element("td", text));
  }

  /** A number of four digits; a dash where it is not known. */
  HtmlTable number(double value) {
    return cell(NUMBER + ">" + format(value) + "</td>");
  }

  /** The string of an architecture. */
  HtmlTable architecture(String text) {
    return cell("<td class=\"architecture\">" + Html.element("code", text) + "</td>");
  }

  /** A line to copy. */
  HtmlTable command(String command) {
    return cell("<td class=\"command\">" + Html.element("code", command) + "</td>");
  }

  /** A cell to which scripts add a button. */
  HtmlTable point(int number) {
    return cell(NUMBER + " data-point=\"%d\">%d</td>".formatted(number, number));
  }

  /** The table; nothing where it has no rows. */
  String html() {
    if (rows.isEmpty()) {
      return "";
    }
    String title = Html.escape(caption);
    StringBuilder html = new StringBuilder("<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
    html.append(" aria-label=\"").append(title).append("\"><table><caption>").append(title);
    html.append("</caption><thead><tr>");
    for (int i = 0; i < headings.size(); i++) {
      // As the column below it.
      String kind = rows.get(0).get(i).startsWith(NUMBER) ? " class=\"number\"" : "";
      html.append("<th scope=\"col\"").append(kind).append('>');
      html.append(Html.escape(headings.get(i))).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (int i = 0; i < rows.size(); i++) {
      html.append(begins.get(i)).append(String.join("", rows.get(i))).append("</tr>\n");
    }
    return html.append("</tbody></table></div>\n").toString();
  }

  /** Four digits, without an exponent where that is short; a dash for what is not known. */
  static String format(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e12)
        ? rounded.toPlainString()
        : rounded.toString();
  }

  private HtmlTable cell(String html) {
    rows.get(rows.size() - 1).add(html);
    return this;
  }
}
