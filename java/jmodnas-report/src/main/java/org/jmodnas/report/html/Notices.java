package org.jmodnas.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.report.analysis.RunAnalysis;
import org.jmodnas.report.data.RunEvent;
import org.jmodnas.report.data.RunFiles;

/** Warnings of the search, files that are not there, lines that cannot be used. */
final class Notices {
  /** What each file would show. */
  private static final Map<String, String> SHOWS =
      Map.ofEntries(
          Map.entry("front.csv", "fronts"),
          Map.entry("devices.csv", "summary of devices"),
          Map.entry("evaluations.csv", "dominated and random architectures"),
          Map.entry("hypervolume.csv", "hypervolume during the search"),
          Map.entry("policy.csv", "probabilities of operations"),
          Map.entry("similarity.csv", "similarity of devices"),
          Map.entry("events.jsonl", "progress, warnings, weights of devices"),
          Map.entry("manifest.json", "what ran where"),
          Map.entry("config.yaml", "configuration"));

  private final RunAnalysis run;
  private final RunFiles files;

  Notices(RunAnalysis run) {
    this.run = run;
    this.files = run.files();
  }

  String html() {
    return list("warnings", "Warnings of the search", warnings())
        + list(
            "missing",
            run.isFinished() ? "Not in this run" : "Not there yet",
            files.missing().stream()
                .filter(SHOWS::containsKey)
                .map(name -> name + ": " + SHOWS.get(name))
                .toList())
        + list("problems", "Left out because it cannot be read", files.problems());
  }

  /** The latest warning of each kind. */
  private List<String> warnings() {
    Map<String, List<RunEvent>> kinds = new LinkedHashMap<>();
    for (RunEvent event : files.events("warning")) {
      kinds.computeIfAbsent(event.text("kind"), k -> new ArrayList<>()).add(event);
    }
    return kinds.values().stream()
        .map(
            events -> {
              RunEvent last = events.get(events.size() - 1);
              String times = events.size() == 1 ? "" : ", one of " + events.size();
              return "%s (step %d%s)".formatted(last.text("message"), last.step(), times);
            })
        .toList();
  }

  private static String list(String style, String heading, List<String> items) {
    if (items.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<div class=\"notice " + style + "\">");
    html.append(Html.element("h3", heading)).append("<ul>");
    items.forEach(item -> html.append(Html.element("li", item)));
    return html.append("</ul></div>\n").toString();
  }
}
