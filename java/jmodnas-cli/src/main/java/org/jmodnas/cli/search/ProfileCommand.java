package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.backend.Backend;
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
    int threads = Runtime.getRuntime().availableProcessors();
    PrintWriter out = spec.commandLine().getOut();
    try (Backend opened = backend.open();
        SearchSession session =
            new SearchSession(options.config(threads), options.inputs(space, searched), opened)) {
      session.load(directory.model());
      FrontReport report =
          new FrontReport(
              session, space, Preferences.spread(searched.size() + 1, rays), options.seed());
      List<MetricTable> tables = objectives.stream().map(MetricObjective::table).toList();
      for (String name : devices) {
        report.add(session.device(tables, name), options.devices().contains(name), objectives);
      }
      format.printer(out).printAll("arch", report.points());
    }
    return 0;
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
