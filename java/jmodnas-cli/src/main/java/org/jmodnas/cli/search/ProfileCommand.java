package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preference;
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
      "A device the search never saw needs only the ten reference architectures measured: name "
          + "them with '--references'. Its metrics then come with the interval that holds nine of "
          + "ten measurements."
    })
public final class ProfileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format;
  @Mixin private BackendOption backend;

  @Parameters(paramLabel = "RUN", description = "The output folder of a search.")
  private Path run;

  @Option(
      names = "--device",
      required = true,
      split = ",",
      paramLabel = "NAME,...",
      description = "Devices, columns of the table.")
  private List<String> devices;

  @Option(
      names = {"--metrics", "--objectives"},
      split = ",",
      paramLabel = "[NAME=]FILE",
      description =
          "Tables with the devices, one for each objective in the order of the search; default "
              + "those of the search.")
  private List<String> metrics = List.of();

  @Option(
      names = "--rays",
      defaultValue = "24",
      description = "Preferences of a front; default ${DEFAULT-VALUE}.")
  private int rays;

  @Option(
      names = "--references",
      split = ",",
      paramLabel = "[NAME=]FILE",
      description =
          "In place of --metrics: tables with what was measured of devices the search never saw, "
              + "the ten reference architectures and any others; the predicted metrics then come "
              + "with intervals.")
  private List<String> references = List.of();

  @Override
  public Integer call() {
    FrontOptions.requireRays(rays);
    if (!references.isEmpty() && !metrics.isEmpty()) {
      throw new ConfigurationException(
          "'--references' and '--metrics' both name tables of the devices; give one, got '%s' and '%s'"
              .formatted(String.join(",", references), String.join(",", metrics)));
    }
    RunDirectory directory = RunDirectory.open(run);
    RunOptions options = directory.options();
    NasBench201Space space = new NasBench201Space();
    List<MetricObjective> searched = options.objectives(space);
    List<String> given = references.isEmpty() ? metrics : references;
    List<MetricObjective> objectives =
        given.isEmpty() ? searched : RunOptions.objectives(given, space);
    if (objectives.size() != searched.size()) {
      throw new ConfigurationException(
          "The search had %d objectives beside the error, '%s' names '%d'; give one table"
                  .formatted(
                      searched.size(),
                      references.isEmpty() ? "--metrics" : "--references",
                      objectives.size())
              + " for each");
    }
    int threads = Runtime.getRuntime().availableProcessors();
    PrintWriter out = spec.commandLine().getOut();
    try (Backend opened = backend.open();
        SearchSession session =
            new SearchSession(options.config(threads), options.inputs(space, searched), opened)) {
      session.load(directory.model());
      List<Preference> preferences = Preferences.spread(searched.size() + 1, rays);
      if (!references.isEmpty()) {
        TransferReport report =
            new TransferReport(session, opened, space, preferences, named(searched, objectives));
        devices.forEach(report::add);
        format.printer(out).printAll("arch", report.rows());
        return 0;
      }
      FrontReport report = new FrontReport(session, space, preferences, options.seed());
      List<MetricTable> tables = objectives.stream().map(MetricObjective::table).toList();
      for (String name : devices) {
        report.add(session.device(tables, name), options.devices().contains(name), objectives);
      }
      format.printer(out).printAll("arch", report.points());
    }
    return 0;
  }

  /** The tables under the names that the search gave the objectives. */
  private static List<MetricObjective> named(
      List<MetricObjective> searched, List<MetricObjective> tables) {
    return IntStream.range(0, tables.size())
        .mapToObj(m -> new MetricObjective(searched.get(m).name(), tables.get(m).table()))
        .toList();
  }
}
