package org.jmodnas.cli.pareto;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.cli.console.PointTable;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.tensor.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas pareto hv}. */
@Command(
    name = "hv",
    description =
        "Print the exact hypervolume. A point that is not better than the reference point in every "
            + "objective adds nothing.",
    footer = {
      "",
      "Examples:",
      "  jmodnas pareto hv --reference 1,1 < points.csv",
      "  jmodnas pareto hv --reference 100,20 --format json < points.csv"
    })
final class ParetoHypervolumeCommand implements Callable<Integer> {
  private final PointSource source;

  @Spec private CommandSpec spec;
  @Mixin private FormatOption format;

  @Option(
      names = "--reference",
      required = true,
      split = ",",
      paramLabel = "R1,R2,...",
      hideParamSyntax = true,
      description = "The reference point, one value for each objective, separated by commas.")
  private double[] reference;

  ParetoHypervolumeCommand(PointSource source) {
    this.source = source;
  }

  @Override
  public Integer call() throws IOException {
    for (double value : reference) {
      if (!Double.isFinite(value)) {
        throw new ConfigurationException(
            "Expected finite numbers for '--reference', got '" + value + "'.");
      }
    }
    PointTable table = source.read();
    if (reference.length != table.objectives()) {
      throw new ConfigurationException(
          "Expected %d values for '--reference', as many as the points of %s have, got '%s'."
              .formatted(table.objectives(), PointSource.NAME, join(reference)));
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("hypervolume", Hypervolume.of(table.points(), reference));
    result.put("points", table.points().size());
    result.put("objectives", table.objectives());
    format.printer(spec.commandLine().getOut()).print("hypervolume", result);
    return 0;
  }

  private static String join(double[] values) {
    return Arrays.stream(values).mapToObj(String::valueOf).collect(Collectors.joining(","));
  }
}
