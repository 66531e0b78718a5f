package org.jmodnas.cli.search;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.hardware.MetricModelKind;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.search.SearchInputs;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.ClassBalance;
import org.jmodnas.tensor.data.ImageDataset;
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
    })
public final class SearchCommand implements Callable<Integer> {
  private static final int PROGRESS_LINES = 10;

  @Spec private CommandSpec spec;

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
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private BackendOption backend;

  @Option(
      names = "--rays",
      defaultValue = "24",
      description =
          "Preferences of a front, at least so many with more than two objectives; default "
              + "${DEFAULT-VALUE}.")
  private int rays;

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
    NasBench201Space space = new NasBench201Space();
    FrontOptions.requireRays(rays);
    List<MetricObjective> objectives = new Objectives(space, network.size()).read(metrics);
    DeviceSelection selection = DeviceSelection.of(objectives, devices, unseen);
    devices = selection.training();
    List<String> others = selection.unseen();
    MetricTable accuracy = score.table(space);
    RunOptions options = options(others);
    Constraints constraints = options.constraints().constraints();
    constraints.requireKnown(objectives, Stream.concat(devices.stream(), others.stream()).toList());
    SearchInputs inputs = options.inputs(space, objectives);
    PrintWriter out = spec.commandLine().getOut();
    try (Backend opened = backend.open();
        SearchSession session = new SearchSession(options.config(threads), inputs, opened)) {
      RunDirectory run = RunDirectory.create(output);
      out.printf("Run %s: backend %s, seed %d%n", output, opened.name(), seed);
      selection.notes().forEach(out::println);
      run.saveOptions(options);
      List<Preference> preferences = Preferences.spread(objectives.size() + 1, rays);
      FrontReport report = new FrontReport(session, space, preferences, seed, constraints);
      warn(inputs.images());
      warn(report, objectives, others);
      train(session, out);
      run.saveModel(session.state());
      SearchResults results = new SearchResults(run, session, report, objectives, out);
      if (!results.addFronts(devices, others)) {
        return 0;
      }
      results.addConditioning(preferences);
      if (accuracy != null) {
        results.addScores(
            new ScoreReport(accuracy, score.column(), objectives, space, seed), preferences);
      }
      out.println("Fronts: " + run.folder().resolve("fronts.csv"));
      out.flush();
    }
    return 0;
  }

  private RunOptions options(List<String> others) {
    return new RunOptions(
        supernet.data(),
        metrics,
        devices,
        others,
        supernet.steps(),
        supernet.batch(),
        supernet.cells(),
        supernet.channels(),
        seed,
        metricModel,
        predictorSteps,
        network.size(),
        method.settings(devices.size()),
        limits.settings(limitsInLoss));
  }

  private void warn(ImageDataset images) {
    PrintWriter err = spec.commandLine().getErr();
    ClassBalance.of(images).warning().ifPresent(warning -> err.println("warning: " + warning));
    err.flush();
  }

  /** Says before hours of work what cannot come of them. */
  private void warn(FrontReport report, List<MetricObjective> objectives, List<String> others) {
    PrintWriter err = spec.commandLine().getErr();
    Stream.concat(devices.stream(), others.stream())
        .map(name -> report.feasibility(name, objectives).impossibility())
        .flatMap(Optional::stream)
        .forEach(impossibility -> err.println("warning: " + impossibility.message()));
    err.flush();
  }

  private void train(SearchSession session, PrintWriter out) {
    if (session.hasPredictors()) {
      out.printf(
          "Training the metric predictor on %d device%s.%n",
          devices.size(), devices.size() == 1 ? "" : "s");
      out.flush();
      session.trainPredictor();
    }
    long start = System.nanoTime();
    session.search(
        (step, total, losses) -> {
          if (step == 1 || step % Math.max(total / PROGRESS_LINES, 1) == 0) {
            double validation = losses.validation();
            out.printf(
                Locale.ROOT,
                "step %d of %d: cross entropy %.3f (w) %s (Phi), %.0f s%n",
                step,
                total,
                losses.training(),
                // The hypernetwork has no loss while the supernet warms up.
                Double.isNaN(validation) ? "-" : String.format(Locale.ROOT, "%.3f", validation),
                (System.nanoTime() - start) / 1e9);
            out.flush();
          }
        });
  }
}
