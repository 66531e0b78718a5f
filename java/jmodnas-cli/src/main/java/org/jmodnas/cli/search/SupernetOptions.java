package org.jmodnas.cli.search;

import org.jmodnas.search.DataSplit;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDatasets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The images that a supernet is trained on, how long, and its size. */
final class SupernetOptions {
  private static final int DEFAULT_STEPS = 2500;

  @Option(
      names = "--data",
      defaultValue = "fashion-mnist",
      paramLabel = "DATA",
      description = "Images: " + ImageDatasets.FORMS + "; default ${DEFAULT-VALUE}.")
  private String data;

  @Option(names = "--steps", description = "Steps of both levels; default " + DEFAULT_STEPS + ".")
  private @Nullable Integer steps;

  @Option(
      names = "--epochs",
      description = "In place of --steps: passes through the half of the images that trains w.")
  private @Nullable Integer epochs;

  @Option(
      names = "--batch",
      defaultValue = "64",
      description = "Images of a batch; default ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--cells",
      defaultValue = "1",
      description = "Cells per stage of the supernet; default ${DEFAULT-VALUE}.")
  private int cells;

  @Option(
      names = "--channels",
      defaultValue = "8",
      description = "Channels of its first stage; default ${DEFAULT-VALUE}.")
  private int channels;

  /** Specification of the images. */
  String data() {
    return data;
  }

  /** Steps of both levels. */
  private int steps() {
    if (epochs == null) {
      return steps == null ? DEFAULT_STEPS : steps;
    }
    if (steps != null || epochs < 1) {
      throw new ConfigurationException(
          "'--epochs' is at least 1 and stands in place of '--steps'; got epochs '%s', steps '%s'"
              .formatted(epochs, steps));
    }
    long all = (long) epochs * DataSplit.stepsPerEpoch(ImageDatasets.open(data), batch);
    if (all > Integer.MAX_VALUE) {
      throw new ConfigurationException(
          "'--epochs' of '%d' are '%d' steps, expected at most %d"
              .formatted(epochs, all, Integer.MAX_VALUE));
    }
    return (int) all;
  }

  /** How much is searched, with the seed {@code seed}. */
  RunOptions.Search settings(long seed) {
    return new RunOptions.Search(steps(), batch, cells, channels, seed);
  }
}
