package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
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
      names = "--metrics",
      paramLabel = "FILE",
      description = "Table with the devices; default the one of the search.")
  private @Nullable Path metrics;

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
    MetricTable searched = options.table(space);
    MetricTable table = metrics == null ? searched : MetricTableReader.read(metrics, space);
    int threads = Runtime.getRuntime().availableProcessors();
    PrintWriter out = spec.commandLine().getOut();
    try (Backend backend = Backends.open();
        SearchSession session =
            new SearchSession(options.config(threads), options.inputs(space, searched), backend)) {
      session.load(directory.model());
      FrontReport report = new FrontReport(session, space, Preferences.rays(rays), options.seed());
      for (String name : devices) {
        report.add(session.device(table, name), options.devices().contains(name), table);
      }
      format.printer(out).printAll("arch", report.points());
    }
    return 0;
  }
}
