package org.jmodnas.cli.train;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.cli.search.RunSetting;
import org.jmodnas.cli.space.ArchitectureList;
import org.jmodnas.evaluation.FrontFile;
import org.jmodnas.evaluation.RunPoint;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.backend.Backend;
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

/** The command {@code jmodnas train}. */
@Command(
    name = "train",
    description = {
      "Train the network of one architecture from scratch with the recipe of NAS-Bench-201: SGD "
          + "with Nesterov's momentum, a cosine, random crops and flips.",
      "The folder gets 'model.safetensors', the network after its best epoch; 'training.csv', a "
          + "line an epoch; and 'training.json', settings and accuracies. It can be stopped at any "
          + "time: '--resume' goes on after the latest epoch with the same result."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas train 9930 --out trained --epochs 20",
      "  jmodnas train RUN#3 --out trained --label-smoothing 0.1 --ema 0.999",
      "  jmodnas train 9930 --out trained --epochs 20 --resume",
      "  jmodnas train 9930 --data idx:a,b --test idx:c,d --out trained"
    })
public final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format;
  @Mixin private TrainingOptions options;
  @Mixin private BackendOption backend;

  @Parameters(
      paramLabel = "ARCH|INDEX|RUN#N",
      description = "An architecture's string or index, or a point of a run's 'front.csv'.")
  private String source;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "New or empty folder of the training.")
  private Path folder;

  @Option(names = "--resume", description = "Go on with the training in the folder.")
  private boolean resume;

  @Option(
      names = "--threads",
      description = "Threads that share the shards; default one a processor. Changes no result.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() {
    NasBench201Space space = new NasBench201Space();
    TrainingOptions.requireThreads(threads);
    Optional<RunPoint> point = RunPoint.parse(source);
    Architecture architecture =
        point
            .map(p -> FrontFile.read(p.run(), space).point(p.number()).architecture())
            .orElseGet(() -> named(source, space));
    TrainingFolder training = new TrainingFolder(folder, space);
    if (resume) {
      training.requireTraining();
    } else {
      training.requireEmpty();
    }
    RunSetting setting = point.map(p -> RunSetting.of(p.run())).orElseGet(RunSetting::standard);
    TrainingData data = options.data(setting);
    TrainingJob job =
        new TrainingJob(
            options.task(architecture, data, setting),
            options.config(),
            options.test(data, setting));
    PrintWriter progress = spec.commandLine().getErr();
    try (Backend opened = backend.open()) {
      TrainingResult result =
          training.run(job, opened, threads, new EpochLines(progress, "", job.config().epochs()));
      print(result);
    }
    return 0;
  }

  private static Architecture named(String text, NasBench201Space space) {
    var indices = ArchitectureList.named(text, space);
    if (indices.size() != 1) {
      throw new ConfigurationException(
          "One architecture is trained: expected its string or index, got '" + text + "'");
    }
    return space.architecture(indices.get(0));
  }

  private void print(TrainingResult result) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("model", folder.resolve(TrainingFolder.MODEL).toString());
    row.put("arch", result.network().architecture().toString());
    row.put("best_epoch", result.bestEpoch());
    row.put("validation_accuracy", result.validationAccuracy());
    row.put("test_accuracy", result.testAccuracy());
    row.put("parameters", result.parameters());
    format.printer(spec.commandLine().getOut()).print("model", row);
  }
}
