package org.jmodnas.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.report.analysis.Decisions;
import org.jmodnas.report.analysis.DeviceFront;
import org.jmodnas.report.analysis.DevicePoint;
import org.jmodnas.report.analysis.RunAnalysis;
import org.jmodnas.report.analysis.WhatIf;
import org.jmodnas.report.data.Objective;
import org.jspecify.annotations.Nullable;

/** The fronts of a run as the scripts of the report take them; errors in per cent. */
final class ChartData {
  private static final int STEP = 5;
  private static final int STEPS = 10;

  private final RunAnalysis run;
  private final List<Objective> objectives;
  private final Map<String, Integer> architectures = new LinkedHashMap<>();

  ChartData(RunAnalysis run) {
    this.run = run;
    this.objectives = run.files().objectives();
  }

  /** Everything that the scripts draw. */
  Map<String, Object> all() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("objectives", objectives.stream().map(ChartData::objective).toList());
    data.put("devices", run.fronts().stream().map(this::device).toList());
    data.put("architectures", architectures.keySet().stream().map(this::architecture).toList());
    data.put("percents", IntStream.rangeClosed(1, STEPS).map(i -> i * STEP).boxed().toList());
    new SearchData(run).addTo(data);
    return data;
  }

  private static Map<String, Object> objective(Objective objective) {
    return Map.of(
        "name", objective.name(),
        "label", objective.label(),
        "unit", objective.unit(),
        "more", objective.maximized());
  }

  private Map<String, Object> architecture(String text) {
    Decisions decisions = Decisions.of(text);
    return Map.of(
        "text",
        text,
        "cell",
        decisions.cell(),
        "decisions",
        decisions.choices().entrySet().stream()
            .map(e -> List.of(e.getKey(), e.getValue()))
            .toList());
  }

  private Map<String, Object> device(DeviceFront device) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", device.name());
    data.put("seen", device.seen());
    data.put("knee", device.knee().orElse(0));
    data.put("ends", device.ends(objectives));
    data.put("points", device.points().stream().map(this::point).toList());
    data.put("others", device.others().stream().map(this::point).toList());
    data.put(
        "chosen",
        device.chosen().stream()
            .map(c -> Map.of("weights", ScriptJson.numbers(c.weights()), "point", c.point()))
            .toList());
    data.put("better", better(device));
    return data;
  }

  private Map<String, Object> point(DevicePoint point) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("number", point.number());
    data.put(
        "architecture",
        architectures.computeIfAbsent(point.architecture().text(), text -> architectures.size()));
    List<Double> shown = new ArrayList<>(point.architecture().objectives());
    shown.set(0, 100 * shown.get(0));
    data.put("values", ScriptJson.numbers(shown));
    data.put("state", point.state().name().toLowerCase(Locale.ROOT));
    if (run.isLimited()) {
      putKnown(data, "feasible", point.architecture().feasibleProbability());
    }
    Double accuracy = run.accuracies().get(point.number());
    if (accuracy != null) {
      putKnown(data, "trained", 100 - accuracy);
    }
    return data;
  }

  private static void putKnown(Map<String, Object> data, String name, double value) {
    @Nullable Object number = ScriptJson.number(value);
    if (number != null) {
      data.put(name, number);
    }
  }

  /** For each metric, by point, the number of the best point with 5, 10, … % less; 0 for none. */
  private List<Map<Integer, List<Integer>>> better(DeviceFront device) {
    WhatIf whatIf = new WhatIf(objectives);
    List<Map<Integer, List<Integer>>> metrics = new ArrayList<>();
    for (int m = 1; m < objectives.size(); m++) {
      int metric = m;
      Map<Integer, List<Integer>> points = new LinkedHashMap<>();
      for (DevicePoint from : device.points()) {
        points.put(
            from.number(),
            IntStream.rangeClosed(1, STEPS)
                .mapToObj(i -> whatIf.best(device, from, metric, i * STEP / 100.0))
                .map(best -> best.map(DevicePoint::number).orElse(0))
                .toList());
      }
      metrics.add(points);
    }
    return metrics;
  }
}
