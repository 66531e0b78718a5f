package org.jmodnas.cli.measure;

import java.util.List;
import org.jmodnas.cli.space.ArchitectureList;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that choose architectures: one of three ways, or the references. */
final class ArchitectureOptions {
  @ArgGroup private @Nullable Choice choice;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the sample, the order of runs and the weights; default 1.")
  private long seed;

  /** At most one of them. */
  private static final class Choice {
    @Option(
        names = "--references",
        description = "The ten reference architectures, which describe a device; the default.")
    private boolean references;

    @Option(
        names = "--architectures",
        paramLabel = "LIST|FILE",
        description = "Indices or strings, separated by commas, or a file with one a line.")
    private @Nullable String list;

    @Option(
        names = "--sample",
        paramLabel = "N",
        description = "So many different ones, drawn uniformly.")
    private @Nullable Integer sample;
  }

  long seed() {
    return seed;
  }

  /**
   * Indices of the architectures, each once.
   *
   * @throws ConfigurationException if some do not exist, or there are none
   */
  List<Integer> choose(SearchSpace space) {
    if (choice != null && choice.list != null) {
      return ArchitectureList.named(choice.list, space);
    }
    if (choice != null && choice.sample != null) {
      return ArchitectureList.sample(choice.sample, space, seed);
    }
    return ReferenceDevices.ARCHITECTURES;
  }
}
