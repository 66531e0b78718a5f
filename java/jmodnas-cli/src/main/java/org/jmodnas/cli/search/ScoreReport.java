package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.search.FrontProfiler;
import org.jmodnas.search.TableScore;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.stats.RankCorrelation;
import org.jmodnas.tensor.random.Philox;

/**
 * Fronts scored by tabulated accuracy and metric beside random architectures, the untrained
 * hypernetwork, the oracle weighted sum on the 24 published rays and the true front.
 */
final class ScoreReport {
  private static final int ORACLE_RAYS = 24;
  private static final int RANDOM_DRAWS = 100;
  private static final int SUPERNET_SAMPLE = 120;

  private final MetricTable accuracy;
  private final String column;
  private final List<MetricObjective> metrics;
  private final SearchSpace space;
  private final long seed;
  private final List<Map<String, Object>> rows = new ArrayList<>();

  ScoreReport(
      MetricTable accuracy,
      String column,
      List<MetricObjective> metrics,
      SearchSpace space,
      long seed) {
    this.accuracy = accuracy;
    this.column = column;
    this.metrics = metrics;
    this.space = space;
    this.seed = seed;
  }

  /**
   * Scores the rows of {@code device} among {@code points}, as {@link FrontReport} makes them.
   *
   * @param untrained what the hypernetwork yields before it has learnt anything
   */
  void add(
      String device, boolean seen, List<Map<String, Object>> points, List<Architecture> untrained) {
    List<Map<String, Object>> own =
        points.stream().filter(row -> row.get("device").equals(device)).toList();
    List<Integer> indices = own.stream().map(row -> (int) row.get("index")).toList();
    TableScore score = new TableScore(accuracy, column, metrics, device);
    List<Preference> oracleRays =
        metrics.size() == 1
            ? Preferences.circleRays(ORACLE_RAYS)
            : Preferences.spread(metrics.size() + 1, ORACLE_RAYS);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("device", device);
    row.put("seen", seen);
    put(row, "", score, indices);
    putRandom(row, score, device, indices.size());
    put(row, "untrained_", score, untrained.stream().map(space::index).toList());
    put(row, "oracle_", score, score.weightedSum(oracleRays));
    row.put("true_distinct", (long) score.front().size());
    row.put("true_hypervolume", score.hypervolume());
    double worst = -1;
    for (MetricObjective metric : metrics) {
      double alignment = alignment(metric, device, own);
      row.put(metric.name() + "_alignment", alignment);
      worst = Double.isNaN(alignment) ? Double.NaN : Math.max(worst, alignment);
    }
    row.put("alignment", worst);
    rows.add(row);
  }

  /** Spearman's ρ of the metric's weight and its tabulated values, where there are any. */
  private static double alignment(
      MetricObjective metric, String device, List<Map<String, Object>> points) {
    List<Map<String, Object>> known =
        points.stream()
            .filter(row -> !Double.isNaN(metric.table().value(device, (int) row.get("index"))))
            .toList();
    if (known.size() < 2) {
      return Double.NaN;
    }
    String weight = metric.name() + "_weight";
    return RankCorrelation.spearman(
        known.stream().mapToDouble(row -> (double) row.get(weight)).toArray(),
        known.stream()
            .mapToDouble(row -> metric.table().value(device, (int) row.get("index")))
            .map(metric.direction()::minimized)
            .toArray());
  }

  private static void put(
      Map<String, Object> row, String prefix, TableScore score, List<Integer> indices) {
    row.put(prefix + "distinct", indices.stream().distinct().count());
    row.put(prefix + "hypervolume", score.hypervolume(indices));
    row.put(prefix + "igd_plus", score.igdPlus(indices));
  }

  /** Means over draws of {@code count} random architectures. */
  private void putRandom(Map<String, Object> row, TableScore score, String device, int count) {
    Philox random = new Philox(seed, device.hashCode());
    double hypervolume = 0;
    double igdPlus = 0;
    for (int draw = 0; draw < RANDOM_DRAWS; draw++) {
      List<Integer> indices = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        indices.add(random.nextInt((int) space.count()));
      }
      hypervolume += score.hypervolume(indices) / RANDOM_DRAWS;
      igdPlus += score.igdPlus(indices) / RANDOM_DRAWS;
    }
    row.put("random_hypervolume", hypervolume);
    row.put("random_igd_plus", igdPlus);
  }

  /**
   * How well the supernet orders architectures: Spearman's ρ of its error and the tabulated one, on
   * random architectures.
   */
  double supernetCorrelation(FrontProfiler profiler) {
    Philox random = new Philox(seed, SUPERNET_SAMPLE);
    double[] accuracies = accuracy.values(column);
    List<Architecture> sample = new ArrayList<>();
    while (sample.size() < SUPERNET_SAMPLE) {
      Architecture architecture = space.sample(random);
      if (!Double.isNaN(accuracies[space.index(architecture)])) {
        sample.add(architecture);
      }
    }
    return RankCorrelation.spearman(
        profiler.errors(sample).stream().mapToDouble(Double::doubleValue).toArray(),
        sample.stream().mapToDouble(a -> -accuracies[space.index(a)]).toArray());
  }

  List<Map<String, Object>> rows() {
    return rows;
  }

  void print(PrintWriter out) {
    out.printf("%nScored by %s, which the search did not see:%n", column);
    out.printf(
        "%-24s %-6s %6s %8s %8s %8s %8s %8s %8s %7s%n",
        "device", "seen", "archs", "HV", "IGD+", "random", "untrain.", "oracle", "true", "align");
    for (Map<String, Object> row : rows) {
      out.printf(
          Locale.ROOT,
          "%-24s %-6s %6d %8.4f %8.4f %8.4f %8.4f %8.4f %8.4f %7.2f%n",
          row.get("device"),
          (boolean) row.get("seen") ? "yes" : "no",
          (long) row.get("distinct"),
          (double) row.get("hypervolume"),
          (double) row.get("igd_plus"),
          (double) row.get("random_hypervolume"),
          (double) row.get("untrained_hypervolume"),
          (double) row.get("oracle_hypervolume"),
          (double) row.get("true_hypervolume"),
          (double) row.get("alignment"));
    }
    for (boolean seen : new boolean[] {true, false}) {
      if (rows.stream().noneMatch(row -> row.get("seen").equals(seen))) {
        continue;
      }
      out.printf(
          Locale.ROOT,
          "mean of %s devices: HV %.4f, random %.4f, untrained %.4f, oracle %.4f, true %.4f%n",
          seen ? "searched" : "unseen",
          mean("hypervolume", seen),
          mean("random_hypervolume", seen),
          mean("untrained_hypervolume", seen),
          mean("oracle_hypervolume", seen),
          mean("true_hypervolume", seen));
    }
    out.println(
        "random, untrained, oracle, true: HV of as many random architectures, of the hypernetwork"
            + " before the search, of weighted sums by the table, of the whole space.");
    out.flush();
  }

  private double mean(String name, boolean seen) {
    return rows.stream()
        .filter(row -> row.get("seen").equals(seen))
        .mapToDouble(row -> (double) row.get(name))
        .average()
        .orElse(Double.NaN);
  }
}
