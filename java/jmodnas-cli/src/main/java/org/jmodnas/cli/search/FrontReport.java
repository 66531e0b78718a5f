package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.sampling.Preference;
import org.jmodnas.search.FrontPoint;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.stats.RankCorrelation;
import org.jmodnas.tensor.random.Philox;

/**
 * The fronts of several devices as rows of a file and as a table on the terminal, beside as many
 * random architectures.
 */
final class FrontReport {
  private final SearchSession session;
  private final SearchSpace space;
  private final List<Preference> preferences;
  private final long seed;
  private final List<Map<String, Object>> points = new ArrayList<>();
  private final List<Map<String, Object>> devices = new ArrayList<>();

  FrontReport(SearchSession session, SearchSpace space, List<Preference> preferences, long seed) {
    this.session = session;
    this.space = space;
    this.preferences = preferences;
    this.seed = seed;
  }

  /** Profiles {@code device}, whose metrics are measured or modelled. */
  void add(TargetDevice device, boolean seen, MetricTable table) {
    String provenance = table.provenance().name().toLowerCase(Locale.ROOT);
    List<FrontPoint> front = session.profile(device, preferences);
    for (FrontPoint point : front) {
      points.add(row(device, point, provenance));
    }
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("device", device.name());
    summary.put("seen", seen);
    summary.put("metric", provenance);
    summary.put("architectures", front.stream().map(FrontPoint::architecture).distinct().count());
    summary.put("lowest_error", front.stream().mapToDouble(FrontPoint::error).min().orElseThrow());
    summary.put(
        "lowest_metric", front.stream().mapToDouble(FrontPoint::metric).min().orElseThrow());
    summary.put(
        "highest_metric", front.stream().mapToDouble(FrontPoint::metric).max().orElseThrow());
    summary.put(
        "hypervolume",
        hypervolume(device, front.stream().map(FrontPoint::architecture).distinct().toList()));
    summary.put("random_hypervolume", randomHypervolume(device));
    summary.put("alignment", alignment(front));
    devices.add(summary);
  }

  /** One row a device and preference. */
  List<Map<String, Object>> points() {
    return points;
  }

  /** One row a device. */
  List<Map<String, Object>> devices() {
    return devices;
  }

  /** Prints the table of the devices. */
  void print(PrintWriter out) {
    out.printf(
        "%-24s %-6s %-9s %6s %8s %21s %8s %8s %7s%n",
        "device", "seen", "metric", "archs", "error", "metric range", "HV", "HV rand", "align");
    for (Map<String, Object> row : devices) {
      out.printf(
          Locale.ROOT,
          "%-24s %-6s %-9s %6d %7.1f%% %10.3f %10.3f %8.4f %8.4f %7.2f%n",
          row.get("device"),
          (boolean) row.get("seen") ? "yes" : "no",
          row.get("metric"),
          (long) row.get("architectures"),
          100 * (double) row.get("lowest_error"),
          (double) row.get("lowest_metric"),
          (double) row.get("highest_metric"),
          (double) row.get("hypervolume"),
          (double) row.get("random_hypervolume"),
          (double) row.get("alignment"));
    }
    out.printf(
        Locale.ROOT,
        "HV: hypervolume of error and predicted metric, both in 0…1, reference (1, 1); mean %.4f,"
            + " of %d random architectures %.4f.%n",
        mean("hypervolume"),
        preferences.size(),
        mean("random_hypervolume"));
    out.println(
        "align: Spearman's rho of the metric's weight and the predicted metric; -1 is best.");
    out.flush();
  }

  private double mean(String column) {
    return devices.stream().mapToDouble(row -> (double) row.get(column)).average().orElseThrow();
  }

  private Map<String, Object> row(TargetDevice device, FrontPoint point, String provenance) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("device", device.name());
    row.put("error_weight", point.preference().weight(0));
    row.put("metric_weight", point.preference().weight(1));
    row.put("index", space.index(point.architecture()));
    row.put("arch", point.architecture().toString());
    row.put("error", point.error());
    row.put("metric", point.metric());
    row.put("metric_source", "predicted from " + provenance);
    row.put("non_dominated", point.nonDominated());
    return row;
  }

  /** Of random architectures, the same for all devices. */
  private double randomHypervolume(TargetDevice device) {
    Philox random = new Philox(seed, preferences.size());
    List<Architecture> drawn = new ArrayList<>();
    for (int i = 0; i < preferences.size(); i++) {
      drawn.add(space.sample(random));
    }
    return hypervolume(device, drawn);
  }

  private double hypervolume(TargetDevice device, List<Architecture> architectures) {
    int[] indices = architectures.stream().mapToInt(space::index).toArray();
    double[] outputs = session.calibration().outputs(device.embedding(), indices);
    List<double[]> normalized = new ArrayList<>();
    for (int i = 0; i < indices.length; i++) {
      normalized.add(
          new double[] {
            session.profiler().error(architectures.get(i)), device.metric().normalized(outputs[i])
          });
    }
    return Hypervolume.of(normalized, 1, 1);
  }

  private static double alignment(List<FrontPoint> front) {
    return RankCorrelation.spearman(
        front.stream().mapToDouble(point -> point.preference().weight(1)).toArray(),
        front.stream().mapToDouble(FrontPoint::metric).toArray());
  }
}
