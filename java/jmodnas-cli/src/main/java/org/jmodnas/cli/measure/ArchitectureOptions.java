package org.jmodnas.cli.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that choose architectures: one of three ways, or the references. */
final class ArchitectureOptions {
  private static final Pattern INDEX = Pattern.compile("\\d{1,9}");

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
      return listed(choice.list, space);
    }
    if (choice != null && choice.sample != null) {
      return sampled(choice.sample, space);
    }
    return ReferenceDevices.ARCHITECTURES;
  }

  private static List<Integer> listed(String list, SearchSpace space) {
    Path file = Path.of(list);
    Set<Integer> indices = new LinkedHashSet<>();
    for (String text : Files.isRegularFile(file) ? lines(file) : List.of(list.split(",", -1))) {
      String name = text.strip();
      if (!name.isEmpty()) {
        indices.add(
            space.index(
                INDEX.matcher(name).matches()
                    ? space.architecture(Integer.parseInt(name))
                    : space.parse(name)));
      }
    }
    if (indices.isEmpty()) {
      throw new ConfigurationException("'--architectures' names none, got '" + list + "'");
    }
    return List.copyOf(indices);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new ConfigurationException("'" + file + "' cannot be read as UTF-8 text", e);
    }
  }

  private List<Integer> sampled(int count, SearchSpace space) {
    if (count < 1 || count > space.count()) {
      throw new ConfigurationException(
          "'--sample' is 1 … %d, got '%d'".formatted(space.count(), count));
    }
    Philox random = new Philox(seed, 0);
    Set<Integer> indices = new LinkedHashSet<>();
    while (indices.size() < count) {
      indices.add(space.index(space.sample(random)));
    }
    return List.copyOf(indices);
  }
}
