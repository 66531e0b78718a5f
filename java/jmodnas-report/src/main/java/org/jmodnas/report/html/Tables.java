package org.jmodnas.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmodnas.report.analysis.Decisions;
import org.jmodnas.report.analysis.DeviceFront;
import org.jmodnas.report.analysis.DevicePoint;
import org.jmodnas.report.analysis.DeviceWeights.Role;
import org.jmodnas.report.analysis.RunAnalysis;
import org.jmodnas.report.analysis.WhatIf;
import org.jmodnas.report.data.DeviceRow;
import org.jmodnas.report.data.Objective;

/** The tables of a report that are there without scripts, also on paper. */
final class Tables {
  private static final double TENTH = 0.1;

  private final RunAnalysis run;
  private final List<Objective> objectives;
  private final ExportCommand export;

  Tables(RunAnalysis run) {
    this.run = run;
    this.objectives = run.files().objectives();
    this.export = new ExportCommand(run.files().folder());
  }

  /** What each device's front reaches. */
  String devices() {
    List<String> headings =
        new ArrayList<>(List.of("Device", "Searched for", "Metrics", "Points", "Knee"));
    objectives.forEach(o -> headings.add((o.maximized() ? "highest " : "lowest ") + o.label()));
    objectives.stream().skip(1).forEach(o -> headings.add("ρ of predicted " + o.name()));
    headings.addAll(List.of("Hypervolume", "Random hypervolume"));
    HtmlTable table = new HtmlTable("What the front of each device reaches", headings);
    for (DeviceFront device : run.fronts()) {
      table
          .row(device.name())
          .text(device.name())
          .text(device.seen() ? "yes" : "no")
          .text(device.source());
      table.number(device.points().isEmpty() ? Double.NaN : device.points().size());
      table.number(device.knee().isPresent() ? device.knee().getAsInt() : Double.NaN);
      List<Integer> ends = device.ends(objectives);
      for (int m = 0; m < objectives.size(); m++) {
        table.number(ends.isEmpty() ? Double.NaN : shown(device, ends.get(m), m));
      }
      summary(table, device.name());
    }
    return table.html();
  }

  private void summary(HtmlTable table, String device) {
    Optional<DeviceRow> row =
        run.files().devices().stream().filter(d -> d.name().equals(device)).findFirst();
    for (int m = 0; m < objectives.size() - 1; m++) {
      int metric = m;
      table.number(row.map(r -> r.predictorRho().get(metric)).orElse(Double.NaN));
    }
    table.number(row.map(DeviceRow::hypervolume).orElse(Double.NaN));
    table.number(row.map(DeviceRow::randomHypervolume).orElse(Double.NaN));
  }

  /** For each device and metric what a tenth less costs, from the knee or the lowest error. */
  String tenth() {
    List<String> headings = new ArrayList<>(List.of("Device", "From point", "Wanted", "To point"));
    objectives.forEach(o -> headings.add("change of " + o.label()));
    headings.add("Decisions that change");
    HtmlTable table = new HtmlTable("10 % better", headings);
    for (DeviceFront device : run.fronts()) {
      List<Integer> ends = device.ends(objectives);
      for (int m = 1; m < objectives.size() && !ends.isEmpty(); m++) {
        DevicePoint from = device.point(device.knee().orElse(ends.get(0))).orElseThrow();
        tenth(table, device, from, m);
      }
    }
    return table.html();
  }

  private void tenth(HtmlTable table, DeviceFront device, DevicePoint from, int metric) {
    Objective objective = objectives.get(metric);
    table.row(device.name()).text(device.name()).number(from.number());
    table.text("10 % " + (objective.maximized() ? "more " : "less ") + objective.name());
    Optional<DevicePoint> best = new WhatIf(objectives).best(device, from, metric, TENTH);
    table.number(best.map(point -> (double) point.number()).orElse(Double.NaN));
    for (int m = 0; m < objectives.size(); m++) {
      int index = m;
      table.number(
          best.map(to -> scale(index) * (to.value(index) - from.value(index))).orElse(Double.NaN));
    }
    table.text(best.map(to -> changes(from, to)).orElse("no point of the front is that good"));
  }

  private static String changes(DevicePoint from, DevicePoint to) {
    Decisions before = Decisions.of(from.architecture().text());
    Decisions after = Decisions.of(to.architecture().text());
    return String.join(
        "; ",
        before.changed(after).stream()
            .map(
                decision ->
                    "%s: %s to %s"
                        .formatted(
                            decision,
                            before.choices().get(decision),
                            after.choices().getOrDefault(decision, "none")))
            .toList());
  }

  /** How devices weighed in the multi-gradient descent, the one that held back most first. */
  String roles() {
    List<Role> roles = run.weights().roles();
    HtmlTable table =
        new HtmlTable(
            "Weights of devices, highest first",
            List.of("Device", "Mean γ, times the number of devices", "% of steps with γ < 0.01"));
    roles.forEach(
        r -> table.row(r.device()).text(r.device()).number(r.share()).number(100 * r.idle()));
    return table.html();
  }

  /** Every numbered point. */
  String points() {
    List<String> headings = new ArrayList<>(List.of("Point", "Device"));
    objectives.forEach(o -> headings.add(o.label()));
    boolean trained = !run.accuracies().isEmpty();
    if (trained) {
      headings.add("error when trained (%)");
    }
    headings.addAll(List.of("", "Architecture", "Export"));
    HtmlTable table = new HtmlTable("Every point, by its number", headings);
    for (DeviceFront device : run.fronts()) {
      for (DevicePoint point : device.points()) {
        table.row(device.name()).point(point.number()).text(device.name());
        for (int m = 0; m < objectives.size(); m++) {
          table.number(scale(m) * point.value(m));
        }
        if (trained) {
          Double accuracy = run.accuracies().get(point.number());
          table.number(accuracy == null ? Double.NaN : 100 - accuracy);
        }
        table.text(role(device, point)).architecture(point.architecture().text());
        table.command(export.of(point.number()));
      }
    }
    return table.html();
  }

  private static String role(DeviceFront device, DevicePoint point) {
    boolean knee = device.knee().isPresent() && device.knee().getAsInt() == point.number();
    return switch (point.state()) {
      case FRONT -> knee ? "knee" : "front";
      case DOMINATED -> "dominated";
      case INFEASIBLE -> "infeasible";
      default -> "incomplete";
    };
  }

  private static double shown(DeviceFront device, int number, int objective) {
    return scale(objective) * device.point(number).orElseThrow().value(objective);
  }

  /** Errors are shown in per cent. */
  private static double scale(int objective) {
    return objective == 0 ? 100 : 1;
  }
}
