package org.jmodnas.cli.search;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.cli.config.ConfigOptions;
import org.jmodnas.cli.run.Interruption;
import org.jmodnas.hardware.MetricModelKind;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.run.RunLock;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.BackendOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas search}. */
@Command(
    name = "search",
    description = {
      "Search NAS-Bench-201 once for every preference between error and a metric on all devices, "
          + "and print and store the Pareto front of each, also of devices not searched for."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas search --output runs/first",
      "  jmodnas search --data cifar10:PATH --metrics latency.csv --output runs/second",
      "  jmodnas search -c search.yaml --set search.epochs=50 --output runs/third",
      "  jmodnas search -c runs/third/config.yaml --seed 2 --output runs/fourth"
    })
public final class SearchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private final ConfigOptions config = new ConfigOptions();

  @Mixin private SupernetOptions supernet;

  @Option(
      names = {"--metrics", "--objectives"},
      split = ",",
      defaultValue = Objectives.CATALOGUE,
      paramLabel = "OBJECTIVE",
      description =
          "What to weigh against the error, each "
              + ObjectiveSpec.FORM
              + ": a CSV table, index or arch, then one column a device, or the columns that are "
              + "COLUMN with the device for its '*', or without '*' one column for every device; "
              + "max: where more is better; NAMEs without a file are "
              + Objectives.NAMES
              + " and your own; default ${DEFAULT-VALUE}, bundled devices with modelled latencies.")
  private List<String> metrics;

  @Mixin private NetworkOption network;

  @Option(
      names = "--devices",
      split = ",",
      paramLabel = "NAME,...",
      description =
          "Devices to search for; default the thirteen of the MODNAS experiments, nine of the "
              + "catalogue, or all that the objectives have in common.")
  private List<String> devices = List.of();

  @Option(
      names = "--unseen",
      split = ",",
      paramLabel = "NAME,...",
      description = "Devices to profile without searching; default all others of the table.")
  private List<String> unseen = List.of();

  @Option(
      names = "--seed",
      defaultValue = "9001",
      description = "Seed of all random numbers; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Worker threads; default one a processor. Does not change the result.")
  private @Nullable Integer threads;

  @Mixin private BackendOption backend;

  @Option(
      names = "--rays",
      defaultValue = "24",
      description =
          "Preferences of a front, at least so many with more than two objectives; default "
              + "${DEFAULT-VALUE}.")
  private int rays;

  @Option(
      names = "--evaluations",
      defaultValue = "6",
      paramLabel = "N",
      description =
          "How many times fronts are judged, by eight preferences, from the warm-up to the end; "
              + "default "
              + "${DEFAULT-VALUE}.")
  private int evaluations;

  @Mixin private CheckpointOptions checkpoint;

  @Mixin private MethodOptions method;

  @Mixin private ConstraintOptions limits;

  @Option(
      names = "--limits-in-loss",
      description =
          "Let the search itself keep '--max', by an augmented Lagrangian; without, fronts are "
              + "chosen within the limits, which gave more accurate ones so far.")
  private boolean limitsInLoss;

  @Option(
      names = "--metric-model",
      defaultValue = "graph",
      paramLabel = "MODEL",
      description =
          "How metrics are predicted: sum (over the decisions, in the metric's unit) or graph (a "
              + "network that is trained first, as published); default ${DEFAULT-VALUE}.")
  private MetricModelKind metricModel = MetricModelKind.GRAPH;

  @Option(
      names = "--predictor-steps",
      defaultValue = "3000",
      description = "Training steps of '--metric-model graph'; default ${DEFAULT-VALUE}.")
  private int predictorSteps;

  @Mixin private ScoreOptions score;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "New or empty folder for the results.")
  private Path output;

  @Override
  public Integer call() {
    SearchPlan plan = plan();
    try (Interruption interruption = Interruption.listen();
        Backend opened = backend.open();
        SearchSession session = plan.session(opened)) {
      RunDirectory run = RunDirectory.create(output);
      try (RunLock lock = RunLock.of(run.folder())) {
        return new SearchExecution(plan, session, opened, run, spec.commandLine())
            .begin(interruption::isRequested);
      }
    } catch (ConfigurationException e) {
      throw config.explained(e);
    }
  }

  /**
   * Reads what the options and the configuration name, and checks it.
   *
   * @throws ConfigurationException if a search would refuse it
   */
  SearchPlan plan() {
    config.apply(spec, SearchKeys.of(spec));
    try {
      NasBench201Space space = new NasBench201Space();
      FrontOptions.requireRays(rays);
      List<MetricObjective> objectives = new Objectives(space, network.size()).read(metrics);
      DeviceSelection selection = DeviceSelection.of(objectives, devices, unseen);
      return SearchPlan.of(options(selection), objectives, selection.notes());
    } catch (ConfigurationException e) {
      throw config.explained(e);
    }
  }

  private RunOptions options(DeviceSelection selection) {
    FrontOptions.requireAtLeast("--evaluations", 0, evaluations);
    FrontOptions.requireAtLeast("--predictor-steps", 1, predictorSteps);
    BackendOptions computing = backend.options();
    return new RunOptions(
        supernet.data(),
        metrics,
        selection.training(),
        selection.unseen(),
        supernet.settings(seed),
        method.settings(selection.training().size()),
        new RunOptions.Predictor(metricModel, predictorSteps),
        network.size(),
        limits.settings(limitsInLoss),
        new RunOptions.Front(rays, evaluations),
        checkpoint.settings(),
        new RunOptions.Compute(
            backend.name(), threads, computing.tf32(), computing.deterministic()),
        score.settings());
  }
}
