package org.jmodnas.cli.train;

import java.util.List;
import java.util.Optional;
import org.jmodnas.cli.search.RunSetting;
import org.jmodnas.cli.space.CellOptions;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDatasets;
import org.jmodnas.training.Trainer;
import org.jmodnas.training.TrainingConfig;
import org.jmodnas.training.TrainingData;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How networks are trained, and on what. */
final class TrainingOptions {
  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Training images: "
              + ImageDatasets.FORMS
              + "; default those of the run, or fashion-mnist without one.")
  private @Nullable String data;

  @Option(
      names = "--test",
      paramLabel = "DATA",
      description =
          "Images for the accuracy at the end, which choose nothing; default those that the data "
              + "has beside its training images, if any.")
  private @Nullable String test;

  @Option(
      names = "--validation",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description =
          "Share of the training images that is held out and chooses the best epoch; default "
              + "${DEFAULT-VALUE}. 0 trains on all and keeps the last epoch.")
  private double validation;

  @Option(
      names = "--epochs",
      defaultValue = "200",
      description = "Passes through the training images; default ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(
      names = "--batch",
      defaultValue = "256",
      description = "Images of a step; default ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--learning-rate",
      defaultValue = "0.1",
      description = "At the start, from where a cosine falls to 0; default ${DEFAULT-VALUE}.")
  private double learningRate;

  @Option(
      names = "--label-smoothing",
      defaultValue = "0",
      paramLabel = "S",
      description = "Share of a target spread over all classes; default ${DEFAULT-VALUE}.")
  private double labelSmoothing;

  @Option(
      names = "--ema",
      defaultValue = "0",
      paramLabel = "D",
      description =
          "Keep an exponential moving average of the weights with this decay, such as 0.999; "
              + "default none.")
  private double averageDecay;

  @Option(
      names = "--shards",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Equal parts of a batch that pass in parallel, each with batch norm of its own; default "
              + "${DEFAULT-VALUE}, the published recipe.")
  private int shards;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of weights, batches and the images held out; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--cells",
      description = "Cells per stage; default those of the run's deployed network, or 5.")
  private @Nullable Integer cells;

  @Option(
      names = "--channels",
      description = "Channels of the first stage; default as with --cells, or 16.")
  private @Nullable Integer channels;

  /** The configuration. */
  TrainingConfig config() {
    TrainingConfig.Recipe standard = TrainingConfig.Recipe.standard();
    return new TrainingConfig(
        epochs,
        batch,
        seed,
        shards,
        validation,
        new TrainingConfig.Recipe(
            learningRate,
            standard.momentum(),
            standard.decay(),
            labelSmoothing,
            averageDecay,
            standard.cropPadding(),
            standard.flip()));
  }

  /** The images of {@code --data}, or of {@code run}. */
  TrainingData data(RunSetting run) {
    return new TrainingData(ImageDatasets.open(data == null ? run.data() : data), config());
  }

  /** The images of {@code --test}, or else those that the training data brings; empty without. */
  List<Batch> test(TrainingData images, RunSetting run) {
    Optional<ImageDataset> found =
        test == null
            ? ImageDatasets.openTest(data == null ? run.data() : data)
            : Optional.of(ImageDatasets.open(test));
    return found.map(images::batches).orElse(List.of());
  }

  /** The size of the network, where no option says it that of {@code run}. */
  Trainer.Task task(Architecture architecture, TrainingData images, RunSetting run) {
    return new Trainer.Task(
        architecture,
        CellOptions.requireCells(cells == null ? run.network().cells() : cells),
        CellOptions.requireChannels(channels == null ? run.network().channels() : channels),
        images);
  }

  /**
   * Worker threads.
   *
   * @throws ConfigurationException if there are none
   */
  static int requireThreads(int threads) {
    if (threads < 1) {
      throw new ConfigurationException("'--threads' is at least 1, got '%d'".formatted(threads));
    }
    return threads;
  }
}
