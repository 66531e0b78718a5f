package org.jmodnas.cli.search;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.cli.console.TextTable;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.ReferenceDevices;
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

/** The command {@code jmodnas transfer}. */
@Command(
    name = "transfer",
    description = {
      "Score what 'profile --references' would give of devices of which everything is known: from "
          + "the ten references, and with more random measurements.",
      "Hypervolume by tabulated accuracies and measured metrics, and how well the first metric is "
          + "predicted; means over the seeds of the measurements. Within limits ('--max') also how "
          + "many cells of the front keep them and the accuracy of the best that does."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas transfer runs/first --score accuracy.csv",
      "  jmodnas transfer runs/first --score accuracy.csv --more 0,20 --seeds 1,2,3"
    })
public final class TransferCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private BackendOption backend;
  @Mixin private ScoreOptions score;

  @Parameters(paramLabel = "RUN", description = "The output folder of a search.")
  private Path run;

  @Option(
      names = "--devices",
      split = ",",
      paramLabel = "NAME,...",
      description = "Devices of the search's tables; default those that it did not search for.")
  private List<String> devices = List.of();

  @Option(
      names = "--more",
      split = ",",
      defaultValue = "0,20,40",
      paramLabel = "N,...",
      description = "Random measurements beside the ten references; default ${DEFAULT-VALUE}.")
  private List<Integer> more;

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "1",
      paramLabel = "SEED,...",
      description = "Of the measurements; default ${DEFAULT-VALUE}.")
  private List<Long> seeds;

  @Option(
      names = "--rounds",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "So many times, measure the cells of the front as well and read the front again; "
              + "default ${DEFAULT-VALUE}.")
  private int rounds;

  @Mixin private ConstraintOptions limits;

  @Option(
      names = "--rays",
      defaultValue = "24",
      description = "Preferences of a front; default ${DEFAULT-VALUE}.")
  private int rays;

  @Override
  public Integer call() {
    FrontOptions.requireRays(rays);
    long most = new NasBench201Space().count() - ReferenceDevices.ARCHITECTURES.size();
    for (int count : more) {
      if (count < 0 || count > most) {
        throw new ConfigurationException(
            "'--more' is 0 … %d, got '%d'; at least 0, at most all others".formatted(most, count));
      }
    }
    if (rounds < 0) {
      throw new ConfigurationException("'--rounds' is at least 0, got '" + rounds + "'");
    }
    RunDirectory directory = RunDirectory.open(run);
    RunOptions options = directory.options();
    NasBench201Space space = new NasBench201Space();
    List<MetricObjective> objectives = options.objectives(space);
    MetricTable accuracy = score.table(space);
    if (accuracy == null) {
      throw new ConfigurationException(
          "'--score' is missing: name the table with accuracies to score the fronts with");
    }
    List<String> names = devices.isEmpty() ? options.unseen() : devices;
    if (names.isEmpty()) {
      throw new ConfigurationException(
          "The search was for every device of its tables: name some of them with '--devices'");
    }
    objectives.forEach(objective -> names.forEach(objective.table()::values));
    Constraints constraints = limits.settings(ConstraintSettings.NONE).constraints();
    if (limits.given()) {
      constraints.requireKnown(objectives, names);
    }
    int threads = Runtime.getRuntime().availableProcessors();
    try (Backend opened = backend.open();
        SearchSession session =
            new SearchSession(options.config(threads), options.inputs(space, objectives), opened)) {
      session.load(directory.model());
      TransferScores scores =
          new TransferScores(
              session,
              opened,
              objectives,
              new TransferScores.Truth(accuracy, score.column(), constraints),
              Preferences.spread(objectives.size() + 1, rays));
      TextTable text = scores.table(names, new TransferScores.Plan(more, rounds, seeds));
      text.print(spec.commandLine().getOut());
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
