package org.jmodnas.report.html;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jmodnas.report.analysis.PolicyCurves;
import org.jmodnas.report.analysis.RunAnalysis;
import org.jmodnas.report.data.DeviceRow;
import org.jmodnas.report.data.HypervolumeRow;
import org.jmodnas.report.data.SimilarityRow;
import org.jspecify.annotations.Nullable;

/** How the search went and what it learned, as the scripts of the report take it. */
final class SearchData {
  private final RunAnalysis run;

  SearchData(RunAnalysis run) {
    this.run = run;
  }

  void addTo(Map<String, Object> data) {
    data.put("hypervolume", hypervolume());
    data.put("randomHypervolume", randomHypervolume());
    data.put("policy", policy());
    data.put("similarity", similarity());
    data.put("gamma", gamma());
  }

  /** By device, steps and hypervolumes. */
  private Map<String, List<List<@Nullable BigDecimal>>> hypervolume() {
    Map<String, List<List<@Nullable BigDecimal>>> devices = new LinkedHashMap<>();
    for (HypervolumeRow row : run.files().hypervolumes()) {
      devices
          .computeIfAbsent(row.device(), d -> new ArrayList<>())
          .add(Arrays.asList(BigDecimal.valueOf(row.step()), ScriptJson.number(row.hypervolume())));
    }
    return devices;
  }

  private Map<String, @Nullable BigDecimal> randomHypervolume() {
    Map<String, @Nullable BigDecimal> devices = new LinkedHashMap<>();
    for (DeviceRow row : run.files().devices()) {
      devices.put(row.name(), ScriptJson.number(row.randomHypervolume()));
    }
    return devices;
  }

  /** By device, the curves of its decisions. */
  private Map<String, List<Map<String, Object>>> policy() {
    Map<String, List<Map<String, Object>>> devices = new LinkedHashMap<>();
    for (PolicyCurves curves : run.policy()) {
      Map<String, List<@Nullable BigDecimal>> probabilities = new LinkedHashMap<>();
      curves.probabilities().forEach((c, p) -> probabilities.put(c, ScriptJson.numbers(p)));
      devices
          .computeIfAbsent(curves.device(), d -> new ArrayList<>())
          .add(
              Map.of(
                  "decision", curves.decision(),
                  "weights", ScriptJson.numbers(curves.weights()),
                  "probabilities", probabilities));
    }
    return devices;
  }

  /** A matrix a metric. */
  private List<Map<String, Object>> similarity() {
    Map<String, List<SimilarityRow>> metrics = new LinkedHashMap<>();
    for (SimilarityRow row : run.files().similarity()) {
      metrics.computeIfAbsent(row.metric(), m -> new ArrayList<>()).add(row);
    }
    List<Map<String, Object>> matrices = new ArrayList<>();
    metrics.forEach((metric, rows) -> matrices.add(matrix(metric, rows)));
    return matrices;
  }

  private static Map<String, Object> matrix(String metric, List<SimilarityRow> rows) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(List.of(row.device(), row.other())));
    List<String> devices = List.copyOf(names);
    List<List<@Nullable BigDecimal>> cells = new ArrayList<>();
    for (SimilarityRow row : rows) {
      cells.add(
          Arrays.asList(
              BigDecimal.valueOf(devices.indexOf(row.device())),
              BigDecimal.valueOf(devices.indexOf(row.other())),
              ScriptJson.number(row.rho())));
    }
    return Map.of("metric", metric, "devices", devices, "cells", cells);
  }

  private Map<String, Object> gamma() {
    Map<String, List<@Nullable BigDecimal>> trajectories = new LinkedHashMap<>();
    run.weights().gamma().forEach((d, values) -> trajectories.put(d, ScriptJson.numbers(values)));
    return Map.of("steps", run.weights().steps(), "devices", trajectories);
  }
}
