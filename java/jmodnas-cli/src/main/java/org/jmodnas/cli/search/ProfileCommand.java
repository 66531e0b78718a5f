package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.constraint.Feasibility;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.search.SearchSession;
import org.jmodnas.search.SearchTarget;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.backend.Backend;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas profile}. */
@Command(
    name = "profile",
    description = {
      "Print the front of any device from a finished search, for any number of preferences.",
      "A device the search never saw needs only the ten reference architectures measured."
    })
public final class ProfileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format;
  @Mixin private BackendOption backend;

  @Parameters(paramLabel = "RUN", description = "The output folder of a search.")
  private Path run;

  @Option(
      names = "--device",
      split = ",",
      paramLabel = "NAME,...",
      description = "Devices, columns of the table; needed unless no objective depends on any.")
  private List<String> devices = List.of();

  @Option(
      names = {"--metrics", "--objectives"},
      split = ",",
      paramLabel = "[NAME=]FILE[:COLUMN]",
      description =
          "Tables with the devices, one for each objective that depends on the device, in the order "
              + "of the search; default those of the search.")
  private List<String> metrics = List.of();

  @Option(
      names = "--rays",
      defaultValue = "24",
      description = "Preferences of a front; default ${DEFAULT-VALUE}.")
  private int rays;

  @Mixin private ConstraintOptions limits;

  @Option(
      names = "--score",
      paramLabel = "FILE",
      description =
          "Table with accuracies in per cent: print, in place of the fronts, how many of their "
              + "cells keep '--max' by the tables and how accurate they are.")
  private @Nullable Path score;

  @Option(
      names = "--score-column",
      defaultValue = "c10_test",
      paramLabel = "NAME",
      description = "Its column; default ${DEFAULT-VALUE}.")
  private String scoreColumn;

  @Override
  public Integer call() {
    FrontOptions.requireRays(rays);
    RunDirectory directory = RunDirectory.open(run);
    RunOptions options = directory.options();
    NasBench201Space space = new NasBench201Space();
    List<MetricObjective> searched = options.objectives(space);
    List<MetricObjective> objectives =
        metrics.isEmpty()
            ? searched
            : replaced(searched, new Objectives(space, options.network()).read(metrics));
    requireDevices(objectives);
    Constraints constraints = limits.settings(options.constraints()).constraints();
    if (limits.given()) {
      constraints.requireKnown(searched, devices);
    }
    MetricTable accuracy = accuracy(space, constraints);
    int threads = Runtime.getRuntime().availableProcessors();
    PrintWriter out = spec.commandLine().getOut();
    try (Backend opened = backend.open();
        SearchSession session =
            new SearchSession(options.config(threads), options.inputs(space, searched), opened)) {
      session.load(directory.model());
      List<Preference> preferences = Preferences.spread(searched.size() + 1, rays);
      FrontReport report =
          new FrontReport(session, space, preferences, options.seed(), constraints);
      List<MetricTable> tables = objectives.stream().map(MetricObjective::table).toList();
      if (accuracy == null) {
        for (String name : devices) {
          report.add(session.device(tables, name), options.devices().contains(name), objectives);
        }
        format.printer(out).printAll("arch", report.points());
      } else {
        LimitScore scores =
            new LimitScore(accuracy, scoreColumn, searched, tables, constraints, space);
        for (String name : devices) {
          SearchTarget device = session.device(tables, name);
          Feasibility feasibility = report.feasibility(name, objectives);
          scores.add(
              feasibility,
              report.feasibleFront(device, feasibility),
              session.profile(device, preferences));
        }
        print(scores, out);
      }
      if (!report.refusals().isEmpty()) {
        throw new JModnasException(String.join("; ", report.refusals()));
      }
    }
    return 0;
  }

  private @Nullable MetricTable accuracy(NasBench201Space space, Constraints constraints) {
    if (score == null) {
      return null;
    }
    if (constraints.isEmpty()) {
      throw new ConfigurationException(
          "'--score' tells how many cells keep the limits by the tables, and there are none: give "
              + "'--max'");
    }
    MetricTable accuracy = MetricTableReader.read(score, space);
    accuracy.values(scoreColumn);
    return accuracy;
  }

  private void print(LimitScore scores, PrintWriter out) {
    if (format.isText()) {
      scores.print(out);
    } else {
      format.printer(out).printAll("device", scores.rows());
    }
  }

  /** The objectives of the search, with other tables for those that depend on the device. */
  private static List<MetricObjective> replaced(
      List<MetricObjective> searched, List<MetricObjective> given) {
    List<MetricObjective> tables = new ArrayList<>(given);
    long dependent = searched.stream().filter(o -> !o.isDeviceIndependent()).count();
    if (tables.size() != dependent || tables.stream().anyMatch(o -> o.isDeviceIndependent())) {
      throw new ConfigurationException(
          "The search had %d objectives that depend on the device, '--metrics' names '%d' tables with devices; give one for each"
              .formatted(dependent, tables.stream().filter(o -> !o.isDeviceIndependent()).count()));
    }
    List<MetricObjective> objectives = new ArrayList<>();
    for (MetricObjective objective : searched) {
      MetricTable table =
          objective.isDeviceIndependent() ? objective.table() : tables.remove(0).table();
      objectives.add(new MetricObjective(objective.name(), table, objective.direction()));
    }
    return objectives;
  }

  private void requireDevices(List<MetricObjective> objectives) {
    boolean any = objectives.stream().allMatch(MetricObjective::isDeviceIndependent);
    if (devices.isEmpty() && any) {
      devices = List.of(DeviceSelection.ANY);
    }
    if (devices.isEmpty()) {
      throw new ConfigurationException("Missing '--device': expected a column of the tables");
    }
  }
}
