package org.jmodnas.report.html;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jmodnas.report.analysis.RunAnalysis;

/** The HTML of a report: text and tables, data and the scripts that draw it. */
public final class ReportPage {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private final RunAnalysis run;

  /** The page of {@code run}. */
  public ReportPage(RunAnalysis run) {
    this.run = run;
  }

  /** A page that never calls anything. */
  public String offline() {
    return html("", "'none'");
  }

  /**
   * A page that asks where it came from whether there is something newer.
   *
   * @param version of the run's files
   */
  public String live(String version) {
    return html(version, "'self'");
  }

  private String html(String version, String connections) {
    Scripts scripts = new Scripts();
    Overview overview = new Overview(run);
    Tables tables = new Tables(run);
    Path name = run.files().folder().toAbsolutePath().normalize().getFileName();
    Map<String, String> places = new LinkedHashMap<>();
    places.put(
        "policy",
        "default-src 'none'; script-src %s; img-src data:; style-src 'unsafe-inline'; connect-src %s; base-uri 'none'; form-action 'none'"
            .formatted(scripts.hashes(), connections));
    places.put("name", Html.escape(name == null ? "run" : name.toString()));
    places.put("status", Html.escape(overview.status()));
    places.put("style", Resources.text("css/report.css"));
    places.put("facts", overview.facts());
    places.put("notices", new Notices(run).html());
    places.put("configuration", overview.configuration());
    places.put("manifest", overview.manifest());
    places.put("devices", tables.devices());
    places.put("tenth", details("10 % better on every device, from the knee", tables.tenth()));
    places.put("points", tables.points());
    places.put("roles", tables.roles());
    places.put("reference", reference());
    places.put("licences", licences());
    places.put("data", data(version));
    places.put("scripts", scripts.html());
    // What is filled in is not searched again, so no name can fill a place.
    return PLACE
        .matcher(Resources.text("page.html"))
        .replaceAll(place -> Matcher.quoteReplacement(places.get(place.group(1))));
  }

  private String data(String version) {
    ExportCommand export = new ExportCommand(run.files().folder());
    Map<String, Object> data = new ChartData(run).all();
    data.put("export", List.of(export.begin(), export.end()));
    data.put("version", version);
    return ScriptJson.of(data);
  }

  /** Content to be opened; it is open on paper. Nothing where there is none. */
  private static String details(String summary, String content) {
    return content.isEmpty()
        ? ""
        : "<details class=\"paper\">" + Html.element("summary", summary) + content + "</details>";
  }

  private String reference() {
    return run.files().hypervolumes().stream()
        .mapToDouble(row -> row.reference())
        .filter(Double::isFinite)
        .findFirst()
        .stream()
        .mapToObj(HtmlTable::format)
        .findFirst()
        .orElse("1");
  }

  private static String licences() {
    return Html.escape(
        "Apache ECharts, Apache License 2.0\n"
            + Resources.webjar("echarts", "NOTICE").strip()
            + "\n\nZRender, BSD 3-Clause\n"
            + Resources.text("licences/zrender.txt").strip()
            + "\n\nd3, of which Apache ECharts has parts\n"
            + Resources.webjar("echarts", "licenses/LICENSE-d3").strip());
  }
}
