package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.constraint.Feasibility;
import org.jmodnas.constraint.Impossibility;
import org.jmodnas.constraint.LimitPredictors;
import org.jmodnas.hardware.Direction;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.sampling.Preference;
import org.jmodnas.search.FrontPoint;
import org.jmodnas.search.SearchSession;
import org.jmodnas.search.SearchTarget;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.stats.RankCorrelation;
import org.jmodnas.tensor.random.Philox;
import org.jspecify.annotations.Nullable;

/**
 * The fronts of several devices as rows of a file and as a table on the terminal, beside as many
 * random architectures.
 */
final class FrontReport {
  private final SearchSession session;
  private final SearchSpace space;
  private final List<Preference> preferences;
  private final long seed;
  private final Constraints constraints;
  private final @Nullable LimitPredictors limitPredictors;
  private final Map<String, Feasibility> feasibilities = new HashMap<>();
  private final List<String> refusals = new ArrayList<>();
  private final List<Map<String, Object>> points = new ArrayList<>();
  private final List<Map<String, Object>> devices = new ArrayList<>();

  FrontReport(
      SearchSession session,
      SearchSpace space,
      List<Preference> preferences,
      long seed,
      Constraints constraints) {
    this.session = session;
    this.space = space;
    this.preferences = preferences;
    this.seed = seed;
    this.constraints = constraints;
    this.limitPredictors = constraints.isEmpty() ? null : session.limitPredictors();
  }

  /**
   * Which architectures keep the limits of a device, whose metrics are measured or modelled. It is
   * learned once a device, which takes a while.
   */
  Feasibility feasibility(String device, List<MetricObjective> metrics) {
    return feasibilities.computeIfAbsent(
        device,
        name ->
            limitPredictors == null
                ? new Feasibility(space, name, List.of(), constraints.confidence())
                : limitPredictors.on(
                    metrics.stream().map(MetricObjective::table).toList(), name, constraints));
  }

  /**
   * Profiles {@code device}, whose metrics are measured or modelled. One without any feasible
   * architecture has no rows.
   */
  void add(SearchTarget device, boolean seen, List<MetricObjective> metrics) {
    String provenance = provenance(metrics);
    List<FrontPoint> front = feasibleFront(device, feasibility(device.name(), metrics));
    if (front.isEmpty()) {
      return;
    }
    for (FrontPoint point : front) {
      points.add(row(device, point, metrics));
    }
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("device", device.name());
    summary.put("seen", seen);
    summary.put("metrics", provenance);
    summary.put("architectures", front.stream().map(FrontPoint::architecture).distinct().count());
    summary.put("lowest_error", front.stream().mapToDouble(FrontPoint::error).min().orElseThrow());
    double worst = -1;
    for (int m = 0; m < metrics.size(); m++) {
      int index = m;
      String name = metrics.get(m).name();
      double[] weights =
          front.stream().mapToDouble(point -> point.preference().weight(index + 1)).toArray();
      double[] values = front.stream().mapToDouble(point -> point.metrics().get(index)).toArray();
      summary.put(name + "_wanted", metrics.get(m).direction().wanted());
      summary.put("lowest_" + name, Arrays.stream(values).min().orElseThrow());
      summary.put("highest_" + name, Arrays.stream(values).max().orElseThrow());
      double alignment =
          RankCorrelation.spearman(
              weights, Arrays.stream(values).map(metrics.get(m).direction()::minimized).toArray());
      summary.put(name + "_alignment", alignment);
      summary.put(
          name + "_predictor_rho", session.predictorCorrelation(device, m, metrics.get(m).table()));
      worst = Double.isNaN(alignment) ? Double.NaN : Math.max(worst, alignment);
    }
    summary.put(
        "hypervolume",
        hypervolume(device, front.stream().map(FrontPoint::architecture).distinct().toList()));
    summary.put("random_hypervolume", hypervolume(device, randomArchitectures()));
    summary.put("alignment", worst);
    devices.add(summary);
  }

  /** The front under the limits; why it lacks something is noted. */
  List<FrontPoint> feasibleFront(SearchTarget device, Feasibility feasibility) {
    Optional<Impossibility> impossibility = feasibility.impossibility();
    if (impossibility.isPresent()) {
      refusals.add(impossibility.get().message());
      return List.of();
    }
    List<FrontPoint> front = session.profile(device, preferences, feasibility);
    int lacking = preferences.size() - front.size();
    if (lacking > 0) {
      refusals.add(
          "%d of %d preferences on %s have no feasible architecture among their likeliest"
              .formatted(lacking, preferences.size(), device.name()));
    }
    return front;
  }

  /** Whether {@code device} was added and has a front. */
  boolean hasFront(String device) {
    return devices.stream().anyMatch(row -> row.get("device").equals(device));
  }

  /** What the limits left without an architecture, one line each. */
  List<String> refusals() {
    return refusals;
  }

  /** One row a device and preference. */
  List<Map<String, Object>> points() {
    return points;
  }

  /** One row a device. */
  List<Map<String, Object>> devices() {
    return devices;
  }

  /** Prints the table of the devices, with the range of the first metric. */
  void print(PrintWriter out, List<MetricObjective> metrics) {
    String first = metrics.get(0).name();
    out.printf(
        "%-24s %-6s %-9s %6s %8s %21s %8s %8s %7s%n",
        "device", "seen", "metrics", "archs", "error", first + " range", "HV", "HV rand", "align");
    for (Map<String, Object> row : devices) {
      out.printf(
          Locale.ROOT,
          "%-24s %-6s %-9s %6d %7.1f%% %10.3f %10.3f %8.4f %8.4f %7.2f%n",
          row.get("device"),
          (boolean) row.get("seen") ? "yes" : "no",
          row.get("metrics"),
          (long) row.get("architectures"),
          100 * (double) row.get("lowest_error"),
          (double) row.get("lowest_" + first),
          (double) row.get("highest_" + first),
          (double) row.get("hypervolume"),
          (double) row.get("random_hypervolume"),
          (double) row.get("alignment"));
    }
    out.printf(
        Locale.ROOT,
        "HV: hypervolume of error and predicted metrics, all in 0…1, reference 1; mean %.4f,"
            + " of %d random architectures %.4f.%n",
        mean("hypervolume"),
        preferences.size(),
        mean("random_hypervolume"));
    out.println(
        "align: Spearman's rho of a metric's weight and the predicted metric, the worst of the"
            + " metrics; -1 is best.");
    metrics.stream()
        .filter(metric -> metric.direction() == Direction.MAXIMIZE)
        .forEach(metric -> out.println(metric.name() + ": more is better; rho of its negative."));
    out.flush();
  }

  private double mean(String column) {
    return devices.stream().mapToDouble(row -> (double) row.get(column)).average().orElseThrow();
  }

  /** The least certain source of the metrics. */
  private static String provenance(List<MetricObjective> metrics) {
    return metrics.stream()
        .map(metric -> metric.table().provenance())
        .max(Comparator.naturalOrder())
        .orElseThrow()
        .name()
        .toLowerCase(Locale.ROOT);
  }

  /** Metrics that are the same on every device are known, others predicted. */
  private static String source(List<MetricObjective> metrics) {
    List<MetricObjective> predicted =
        metrics.stream().filter(metric -> !metric.isDeviceIndependent()).toList();
    return predicted.isEmpty() ? provenance(metrics) : "predicted from " + provenance(predicted);
  }

  private Map<String, Object> row(
      SearchTarget device, FrontPoint point, List<MetricObjective> metrics) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("device", device.name());
    row.put("error_weight", point.preference().weight(0));
    for (int m = 0; m < metrics.size(); m++) {
      row.put(metrics.get(m).name() + "_weight", point.preference().weight(m + 1));
    }
    row.put("index", space.index(point.architecture()));
    row.put("arch", point.architecture().toString());
    row.put("error", point.error());
    for (int m = 0; m < metrics.size(); m++) {
      row.put(metrics.get(m).name(), point.metrics().get(m));
    }
    if (!constraints.isEmpty()) {
      row.put("feasible_probability", point.feasibleProbability());
    }
    row.put("metric_source", source(metrics));
    row.put("non_dominated", point.nonDominated());
    return row;
  }

  /** As many as there are preferences, drawn uniformly, the same for all devices. */
  List<Architecture> randomArchitectures() {
    Philox random = new Philox(seed, preferences.size());
    List<Architecture> drawn = new ArrayList<>();
    for (int i = 0; i < preferences.size(); i++) {
      drawn.add(space.sample(random));
    }
    return drawn;
  }

  private double hypervolume(SearchTarget device, List<Architecture> architectures) {
    double[] reference = new double[device.metrics().size() + 1];
    Arrays.fill(reference, 1);
    return Hypervolume.of(session.profiler().normalized(device, architectures), reference);
  }
}
