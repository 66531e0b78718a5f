package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.nio.file.Path;
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

  @Override
  public Integer call() {
    FrontOptions.requireRays(rays);
    RunDirectory directory = RunDirectory.open(run);
    RunOptions options = directory.options();
    NasBench201Space space = new NasBench201Space();
    List<MetricObjective> searched = options.objectives(space);
    List<MetricObjective> objectives =
        metrics.isEmpty() ? searched : RunOptions.objectives(metrics, space);
    if (objectives.size() != searched.size()) {
      throw new ConfigurationException(
          "The search had %d objectives beside the error, '--metrics' names '%d'; give one table"
                  .formatted(searched.size(), objectives.size())
              + " for each");
    }
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
}
