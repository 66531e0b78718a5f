package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jmodnas.cli.console.TextTable;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.constraint.Feasibility;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.search.FrontPoint;
import org.jmodnas.space.SearchSpace;

/**
 * Fronts under limits by tabulated accuracy and metrics: how many of their cells keep the limits
 * when measured and how accurate the best of those is, beside the best of the whole table and
 * beside the simple way, to search without limits and keep what is feasible by prediction.
 */
final class LimitScore {
  private final MetricTable accuracy;
  private final String column;
  private final List<MetricObjective> metrics;
  private final Constraints constraints;
  private final SearchSpace space;
  private final List<Map<String, Object>> rows = new ArrayList<>();

  /**
   * A score.
   *
   * @param metrics the objectives, with the tables that have the devices
   */
  LimitScore(
      MetricTable accuracy,
      String column,
      List<MetricObjective> metrics,
      Constraints constraints,
      SearchSpace space) {
    this.accuracy = accuracy;
    this.column = column;
    this.metrics = metrics;
    this.constraints = constraints;
    this.space = space;
  }

  /**
   * Scores a device.
   *
   * @param limited the front under the limits; empty where nothing is feasible
   * @param free the front without
   */
  void add(Feasibility feasibility, List<FrontPoint> limited, List<FrontPoint> free) {
    String device = feasibility.device();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("device", device);
    row.put("limits", feasibility.metrics().stream().map(Object::toString).toList());
    row.put("within_share", shareWithin(device));
    put(row, "", device, limited);
    put(
        row,
        "filtered_",
        device,
        free.stream().filter(point -> feasibility.isFeasible(point.architecture())).toList());
    put(row, "free_", device, free);
    row.put(
        "best_accuracy",
        IntStream.range(0, (int) space.count())
            .filter(within(device))
            .mapToDouble(this::accuracy)
            .filter(value -> !Double.isNaN(value))
            .max()
            .orElse(Double.NaN));
    rows.add(row);
  }

  private void put(Map<String, Object> row, String prefix, String device, List<FrontPoint> points) {
    List<Integer> cells =
        points.stream().map(point -> space.index(point.architecture())).distinct().toList();
    List<Integer> holding = cells.stream().filter(within(device)::test).toList();
    row.put(prefix + "cells", cells.size());
    row.put(prefix + "hold", holding.size());
    row.put(
        prefix + "accuracy", holding.stream().mapToDouble(this::accuracy).max().orElse(Double.NaN));
    row.put(
        prefix + "pick_accuracy",
        points.stream()
            .min(Comparator.comparingDouble(FrontPoint::error))
            .map(point -> accuracy(space.index(point.architecture())))
            .orElse(Double.NaN));
  }

  private double accuracy(int index) {
    return accuracy.value(column, index);
  }

  /** Whether the tables say that a cell keeps the limits of {@code device}. */
  private IntPredicate within(String device) {
    return index ->
        metrics.stream()
            .allMatch(
                metric ->
                    metric.table().value(device, index)
                        <= constraints.of(metric.name(), device).orElse(Double.POSITIVE_INFINITY));
  }

  private double shareWithin(String device) {
    IntPredicate within = within(device);
    return IntStream.range(0, (int) space.count()).filter(within).count() / (double) space.count();
  }

  /** One row a device. */
  List<Map<String, Object>> rows() {
    return rows;
  }

  void print(PrintWriter out) {
    TextTable table =
        new TextTable()
            .row(
                "device",
                "limits",
                "of space",
                "cells",
                "hold",
                "best",
                "pick",
                "filtered",
                "hold",
                "best",
                "pick",
                "of table");
    for (Map<String, Object> row : rows) {
      table.row(
          row.get("device").toString(),
          String.join(" ", ((List<?>) row.get("limits")).stream().map(Object::toString).toList()),
          String.format(Locale.ROOT, "%.0f%%", 100 * (double) row.get("within_share")),
          row.get("cells").toString(),
          row.get("hold").toString(),
          percent(row, "accuracy"),
          percent(row, "pick_accuracy"),
          row.get("filtered_cells").toString(),
          row.get("filtered_hold").toString(),
          percent(row, "filtered_accuracy"),
          percent(row, "filtered_pick_accuracy"),
          percent(row, "best_accuracy"));
    }
    table.print(out);
    out.println(
        "of space: share of the architectures within the limits by the table; cells: distinct ones "
            + "of the front, hold: of them within the limits by the table; best: accuracy of the "
            + "best that holds, pick: of the one of lowest error by the supernet; filtered: cells "
            + "of the front without limits that are feasible by prediction; of table: best within "
            + "the limits.");
    out.flush();
  }

  private static String percent(Map<String, Object> row, String column) {
    double value = (double) row.get(column);
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
  }
}
