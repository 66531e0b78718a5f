package org.jmodnas.cli.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas space sample}. */
@Command(
    name = "sample",
    description =
        "Draw architectures uniformly and independently, the same ones for the same seed.",
    footer = {"", "Examples:", "  jmodnas space sample -n 3 --seed 1 --format csv"})
final class SpaceSampleCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private SpaceOption space;
  @Mixin private FormatOption format;

  @Option(
      names = {"-n", "--count"},
      defaultValue = "1",
      paramLabel = "N",
      description = "How many; default ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "SEED",
      description = "Seed of the draws; default ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public void run() {
    if (count < 1) {
      throw new ConfigurationException("Expected at least 1 for '--count', got '" + count + "'.");
    }
    SearchSpace chosen = space.get();
    Philox random = new Philox(seed, 0);
    List<Map<String, ?>> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      results.add(ArchitectureResult.of(chosen, chosen.sample(random)));
    }
    format.printer(spec.commandLine().getOut()).printAll(ArchitectureResult.ARCHITECTURE, results);
  }
}
