package org.jmodnas.cli.train;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.cli.console.TextTable;
import org.jmodnas.cli.search.RunSetting;
import org.jmodnas.evaluation.EvaluatedFile;
import org.jmodnas.evaluation.EvaluatedFile.Evaluated;
import org.jmodnas.evaluation.FrontFile;
import org.jmodnas.evaluation.FrontFile.Point;
import org.jmodnas.evaluation.PointSelection;
import org.jmodnas.report.RunReport;
import org.jmodnas.search.Workers;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.training.TrainingData;
import org.jmodnas.training.TrainingFolder;
import org.jmodnas.training.TrainingJob;
import org.jmodnas.training.TrainingResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Train points of a run's fronts from scratch and add their true accuracies to the run, in "
          + "'evaluated.csv'; weights and logs are in 'points/N'.",
      "Of the non-dominated points those are taken, one after the other, that add most "
          + "hypervolume to the fronts of all devices, each objective scaled to 0 ... 1 over the "
          + "front; the reference point is 1.1 in all. Points with the same architecture are trained "
          + "once. What was trained with the same settings is not trained again, and what was "
          + "stopped goes on after its latest epoch."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas evaluate RUN --top 5 --epochs 20",
      "  jmodnas evaluate RUN --top 3 --device raspi4 --test folder:test"
    })
public final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format;
  @Mixin private TrainingOptions options;
  @Mixin private BackendOption backend;

  @Parameters(paramLabel = "RUN", description = "The output folder of a search.")
  private Path run;

  @Option(
      names = "--top",
      defaultValue = "5",
      paramLabel = "K",
      description = "Architectures to train; default ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--device",
      split = ",",
      paramLabel = "NAME,...",
      description = "Only the fronts of these devices; default all.")
  private List<String> devices = List.of();

  @Option(
      names = "--force",
      description =
          "Train the points anew, also those that were trained; without, other settings than "
              + "theirs are refused.")
  private boolean force;

  @Option(
      names = "--threads",
      description = "Architectures trained at a time; default one a processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() {
    NasBench201Space space = new NasBench201Space();
    TrainingOptions.requireThreads(threads);
    if (top < 1) {
      throw new ConfigurationException("'--top' is at least 1, got '" + top + "'");
    }
    List<Point> points = points(FrontFile.read(run, space));
    EvaluatedFile file = EvaluatedFile.read(run);
    List<Architecture> chosen = new PointSelection(points).choose(top);
    RunSetting setting = RunSetting.of(run);
    TrainingData data = options.data(setting);
    List<Batch> test = options.test(data, setting);
    try (Backend opened = backend.open();
        Workers workers = new Workers(opened, Math.min(threads, chosen.size()), 1)) {
      List<List<Evaluated>> rows =
          workers.map(
              chosen.size(),
              (stream, i) -> {
                TrainingJob job =
                    new TrainingJob(
                        options.task(chosen.get(i), data, setting), options.config(), test);
                List<Evaluated> evaluated = train(job, points, stream, space);
                evaluated.forEach(file::add);
                return evaluated;
              });
      print(rows.stream().flatMap(List::stream).toList());
    }
    return 0;
  }

  /** The points of the devices that are asked for. */
  private List<Point> points(FrontFile front) {
    List<String> known = front.points().stream().map(Point::device).distinct().toList();
    for (String device : devices) {
      if (!known.contains(device)) {
        throw new ConfigurationException(
            "'%s' has no front of device '%s': expected one of %s"
                .formatted(run, device, String.join(", ", known)));
      }
    }
    return front.points().stream()
        .filter(point -> devices.isEmpty() || devices.contains(point.device()))
        .toList();
  }

  /** Trains an architecture in the folder of its first point; a row for each of its points. */
  private List<Evaluated> train(
      TrainingJob job, List<Point> points, Backend stream, NasBench201Space space) {
    Architecture architecture = job.task().architecture();
    List<Point> own =
        points.stream().filter(point -> point.architecture().equals(architecture)).toList();
    int first = own.stream().mapToInt(Point::number).min().orElseThrow();
    Path folder = Path.of("points", String.valueOf(first));
    PrintWriter err = spec.commandLine().getErr();
    TrainingFolder training = new TrainingFolder(run.resolve(folder), space);
    if (force) {
      training.restart();
    }
    EpochLines progress = new EpochLines(err, "point " + first + ", ", job.config().epochs());
    TrainingResult result = training.run(job, stream, 1, progress);
    Double tested = result.testAccuracy();
    List<Evaluated> rows = new ArrayList<>();
    for (Point point : own) {
      rows.add(
          new Evaluated(
              point,
              space.index(architecture),
              tested == null ? result.validationAccuracy() : tested,
              result.validationAccuracy(),
              job.config().epochs(),
              job.config().seed(),
              result.parameters(),
              result.seconds(),
              folder.resolve(TrainingFolder.MODEL)));
    }
    return rows;
  }

  private void print(List<Evaluated> rows) {
    PrintWriter out = spec.commandLine().getOut();
    if (format.isText()) {
      TextTable table = new TextTable().row("point", "device", "accuracy", "architecture");
      for (Evaluated row : rows) {
        table.row(
            String.valueOf(row.point().number()),
            row.point().device(),
            row.accuracy() == null ? "-" : String.format(Locale.ROOT, "%.2f %%", row.accuracy()),
            row.point().architecture().toString());
      }
      table.print(out);
      out.println("Report: " + RunReport.write(run));
      out.flush();
      return;
    }
    RunReport.write(run);
    List<Map<String, Object>> printed = new ArrayList<>();
    for (Evaluated row : rows) {
      Map<String, Object> columns = new LinkedHashMap<>();
      columns.put("point", row.point().number());
      columns.put("device", row.point().device());
      columns.put("arch", row.point().architecture().toString());
      columns.put("accuracy", row.accuracy());
      columns.put("model", run.resolve(row.model()).toString());
      printed.add(columns);
    }
    format.printer(out).printAll("model", printed);
  }
}
