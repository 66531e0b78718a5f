package org.jmodnas.report.html;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jmodnas.report.analysis.RunAnalysis;
import org.jmodnas.report.data.ManifestFacts;
import org.jmodnas.report.data.RunEvent;
import org.jmodnas.report.data.RunFiles;

/** What ran, how far it came, and what is worth a warning. */
final class Overview {
  private final RunAnalysis run;
  private final RunFiles files;

  Overview(RunAnalysis run) {
    this.run = run;
    this.files = run.files();
  }

  /** Finished, running, interrupted or what else the manifest says. */
  String status() {
    if (run.isFinished()) {
      return "finished";
    }
    List<RunEvent> events = files.events();
    boolean interrupted =
        !events.isEmpty() && events.get(events.size() - 1).kind().equals("interrupted");
    return interrupted ? "interrupted" : files.manifest().text("status").orElse("running");
  }

  /** Names and values. */
  String facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    ManifestFacts manifest = files.manifest();
    put(facts, "Data", manifest.text("data.specification"));
    facts.put(
        "Objectives",
        files.objectives().stream()
            .map(o -> o.label() + (o.maximized() ? ", more is better" : ""))
            .collect(Collectors.joining("; ")));
    put(facts, "Seed", manifest.text("seed"));
    put(facts, "Backend", manifest.text("backend.name"));
    put(facts, "Progress", progress());
    put(facts, "Started", manifest.text("started").or(this::firstTime));
    put(facts, "Ended", manifest.text("ended"));
    put(facts, "Duration", duration());
    put(facts, "JModNAS", manifest.text("jmodnas"));
    return facts.entrySet().stream()
        .map(
            f ->
                "<div>"
                    + Html.element("dt", f.getKey())
                    + Html.element("dd", f.getValue())
                    + "</div>")
        .collect(Collectors.joining("\n"));
  }

  /** The manifest, value by value. */
  String manifest() {
    Map<String, String> values = files.manifest().flat();
    if (values.isEmpty()) {
      return "";
    }
    return "<details><summary>Manifest</summary><dl class=\"facts\">"
        + values.entrySet().stream()
            .map(
                v ->
                    "<div>"
                        + Html.element("dt", v.getKey())
                        + Html.element("dd", v.getValue())
                        + "</div>")
            .collect(Collectors.joining())
        + "</dl></details>";
  }

  /** The configuration as it was resolved. */
  String configuration() {
    return files.configuration().isBlank()
        ? ""
        : "<details><summary>Configuration</summary><pre>"
            + Html.escape(files.configuration())
            + "</pre></details>";
  }

  private Optional<String> progress() {
    List<RunEvent> events = files.events("progress");
    if (events.isEmpty()) {
      return Optional.empty();
    }
    RunEvent last = events.get(events.size() - 1);
    double steps = last.number("steps");
    return Optional.of(
        steps > 0
            ? "step %d of %.0f (%.0f %%)".formatted(last.step(), steps, 100 * last.step() / steps)
            : "step " + last.step());
  }

  private Optional<String> duration() {
    return files.events().stream()
        .filter(event -> event.kind().equals("finished") || event.kind().equals("progress"))
        .map(event -> event.number("seconds"))
        .filter(Double::isFinite)
        .reduce((earlier, later) -> later)
        .map(seconds -> Duration.ofSeconds(Math.round(seconds)))
        .map(
            d ->
                d.toHours() > 0
                    ? "%d h %d min".formatted(d.toHours(), d.toMinutesPart())
                    : d.toMinutes() > 0
                        ? "%d min %d s".formatted(d.toMinutes(), d.toSecondsPart())
                        : d.toSeconds() + " s");
  }

  private Optional<String> firstTime() {
    return files.events().stream()
        .map(event -> event.text("time"))
        .filter(time -> !time.isEmpty())
        .findFirst();
  }

  private static void put(Map<String, String> facts, String name, Optional<String> value) {
    value.ifPresent(text -> facts.put(name, text));
  }
}
