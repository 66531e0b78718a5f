package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.run.RunFolder;
import org.jmodnas.sampling.Preference;
import org.jmodnas.search.SearchSession;
import org.jmodnas.search.SearchTarget;

/** What a finished search found, printed and kept in the folder of its run. */
final class SearchResults {
  private final RunFolder run;
  private final SearchSession session;
  private final FrontReport report;
  private final List<MetricObjective> objectives;
  private final PrintWriter out;
  private final List<String> searched = new ArrayList<>();
  private final List<String> unseen = new ArrayList<>();

  SearchResults(
      RunFolder run,
      SearchSession session,
      FrontReport report,
      List<MetricObjective> objectives,
      PrintWriter out) {
    this.run = run;
    this.session = session;
    this.report = report;
    this.objectives = objectives;
    this.out = out;
  }

  /**
   * Adds the fronts of devices, searched and unseen.
   *
   * @return whether the limits leave any
   */
  boolean addFronts(List<String> devices, List<String> others) {
    searched.addAll(devices);
    unseen.addAll(others);
    devices.forEach(name -> report.add(session.device(name), true, objectives));
    others.forEach(name -> report.add(session.device(name), false, objectives));
    report.refusals().forEach(out::println);
    if (report.points().isEmpty()) {
      out.printf(
          "No device has a front within the limits. The run is kept: 'jmodnas profile %s "
              + "--max ...' reads fronts within others.%n",
          run.path());
      out.flush();
      return false;
    }
    run.writeRows("front", numbered(report.points()));
    run.writeRows("devices", report.devices());
    report.print(out, objectives);
    return true;
  }

  /** The same rows with the number of each one's architecture, counted over all devices. */
  private static List<Map<String, Object>> numbered(List<Map<String, Object>> points) {
    Map<List<Object>, Integer> numbers = new HashMap<>();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Map<String, Object> point : points) {
      List<Object> architecture = List.of(point.get("device"), point.get("index"));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("point", numbers.computeIfAbsent(architecture, first -> numbers.size() + 1));
      row.putAll(point);
      rows.add(row);
    }
    return rows;
  }

  /** Adds how much the choices depend on device and preference. */
  void addConditioning(List<Preference> preferences) {
    ConditioningReport conditioning = new ConditioningReport(preferences);
    conditioning.add("searched", session, targets(searched));
    conditioning.add("unseen", session, targets(unseen));
    run.writeRows("conditioning", conditioning.rows());
    conditioning.print(out);
  }

  private List<SearchTarget> targets(List<String> names) {
    return names.stream().map(session::device).toList();
  }

  /** Adds the scores of all fronts by a table. */
  void addScores(ScoreReport scores, List<Preference> preferences) {
    addScores(scores, searched, true, preferences);
    addScores(scores, unseen, false, preferences);
    run.writeRows("scores", scores.rows());
    scores.print(out);
    out.printf(
        Locale.ROOT,
        "supernet: Spearman's rho of its error and the table's on random architectures %.3f%n",
        scores.supernetCorrelation(session.profiler()));
  }

  private void addScores(
      ScoreReport scores, List<String> names, boolean seen, List<Preference> preferences) {
    for (String name : names) {
      if (report.hasFront(name)) {
        scores.add(name, seen, report.points(), session.untrained(name, preferences));
      }
    }
  }
}
