package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.search.TableScore;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.stats.RankCorrelation;
import org.jmodnas.tensor.random.Philox;

/**
 * Fronts scored by tabulated accuracy and metric beside random architectures, the oracle weighted
 * sum on the 24 published rays and the true front.
 */
final class ScoreReport {
  private static final int ORACLE_RAYS = 24;
  private static final int RANDOM_DRAWS = 100;

  private final MetricTable accuracy;
  private final String column;
  private final MetricTable table;
  private final SearchSpace space;
  private final long seed;
  private final List<Map<String, Object>> rows = new ArrayList<>();

  ScoreReport(
      MetricTable accuracy, String column, MetricTable table, SearchSpace space, long seed) {
    this.accuracy = accuracy;
    this.column = column;
    this.table = table;
    this.space = space;
    this.seed = seed;
  }

  /** Scores the rows of {@code device} among {@code points}, as {@link FrontReport} makes them. */
  void add(String device, boolean seen, List<Map<String, Object>> points) {
    List<Map<String, Object>> own =
        points.stream().filter(row -> row.get("device").equals(device)).toList();
    List<Integer> indices = own.stream().map(row -> (int) row.get("index")).toList();
    TableScore score = new TableScore(accuracy, column, table, device);
    List<Double> oracleWeights =
        Preferences.circleRays(ORACLE_RAYS).stream().map(ray -> ray.weight(0)).toList();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("device", device);
    row.put("seen", seen);
    row.put("distinct", indices.stream().distinct().count());
    row.put("hypervolume", score.hypervolume(indices));
    row.put("igd_plus", score.igdPlus(indices));
    row.put("random_hypervolume", random(score, device, indices.size()));
    row.put("oracle_hypervolume", score.hypervolume(score.weightedSum(oracleWeights)));
    row.put("true_hypervolume", Hypervolume.of(score.front(), 1, 1));
    row.put(
        "alignment",
        RankCorrelation.spearman(
            own.stream().mapToDouble(point -> (double) point.get("metric_weight")).toArray(),
            indices.stream().mapToDouble(index -> table.value(device, index)).toArray()));
    rows.add(row);
  }

  List<Map<String, Object>> rows() {
    return rows;
  }

  void print(PrintWriter out) {
    out.printf("%nScored by %s, which the search did not see:%n", column);
    out.printf(
        "%-24s %-6s %6s %8s %8s %8s %8s %8s %7s%n",
        "device", "seen", "archs", "HV", "IGD+", "HV rand", "HV orac", "HV true", "align");
    for (Map<String, Object> row : rows) {
      out.printf(
          Locale.ROOT,
          "%-24s %-6s %6d %8.4f %8.4f %8.4f %8.4f %8.4f %7.2f%n",
          row.get("device"),
          (boolean) row.get("seen") ? "yes" : "no",
          (long) row.get("distinct"),
          (double) row.get("hypervolume"),
          (double) row.get("igd_plus"),
          (double) row.get("random_hypervolume"),
          (double) row.get("oracle_hypervolume"),
          (double) row.get("true_hypervolume"),
          (double) row.get("alignment"));
    }
    for (boolean seen : new boolean[] {true, false}) {
      out.printf(
          Locale.ROOT,
          "mean of %s devices: HV %.4f, random %.4f%n",
          seen ? "searched" : "unseen",
          mean("hypervolume", seen),
          mean("random_hypervolume", seen));
    }
    out.flush();
  }

  private double mean(String name, boolean seen) {
    return rows.stream()
        .filter(row -> row.get("seen").equals(seen))
        .mapToDouble(row -> (double) row.get(name))
        .average()
        .orElse(Double.NaN);
  }

  /** Mean hypervolume of {@code count} random architectures. */
  private double random(TableScore score, String device, int count) {
    Philox random = new Philox(seed, device.hashCode());
    double sum = 0;
    for (int draw = 0; draw < RANDOM_DRAWS; draw++) {
      List<Integer> indices = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        indices.add(random.nextInt((int) space.count()));
      }
      sum += score.hypervolume(indices);
    }
    return sum / RANDOM_DRAWS;
  }
}
