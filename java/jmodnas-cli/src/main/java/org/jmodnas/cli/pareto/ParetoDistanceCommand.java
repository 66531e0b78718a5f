package org.jmodnas.cli.pareto;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.cli.console.PointReader;
import org.jmodnas.cli.console.PointTable;
import org.jmodnas.pareto.DistanceIndicator;
import org.jmodnas.tensor.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas pareto igd}. */
@Command(
    name = "igd",
    description =
        "Print the mean distance from the reference front to the points (IGD), or with --gd from "
            + "the points to the reference front (GD).",
    footer = {
      "",
      "Examples:",
      "  jmodnas pareto igd --reference-front true.csv < points.csv",
      "  jmodnas pareto igd --plus --gd --reference-front true.csv < points.csv"
    })
final class ParetoDistanceCommand implements Callable<Integer> {
  private final PointSource source;

  @Spec private CommandSpec spec;
  @Mixin private FormatOption format;

  @Option(
      names = "--reference-front",
      required = true,
      paramLabel = "FILE",
      description = "CSV file of the reference front.")
  private Path referenceFront;

  @Option(names = "--plus", description = "Count only where a point is worse (IGD+, GD+).")
  private boolean plus;

  @Option(names = "--gd", description = "Measure from the points (GD, GD+).")
  private boolean generational;

  ParetoDistanceCommand(PointSource source) {
    this.source = source;
  }

  @Override
  public Integer call() throws IOException {
    PointTable reference = PointReader.read(referenceFront);
    PointTable table = source.read();
    if (reference.objectives() != table.objectives()) {
      throw new ConfigurationException(
          "Expected points of %d values in '%s', as in %s, got %d."
              .formatted(
                  table.objectives(), referenceFront, PointSource.NAME, reference.objectives()));
    }
    DistanceIndicator indicator = indicator();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("indicator", indicator.name());
    result.put("value", indicator.of(table.points(), reference.points()));
    result.put("points", table.points().size());
    result.put("reference_points", reference.points().size());
    format.printer(spec.commandLine().getOut()).print("value", result);
    return 0;
  }

  private DistanceIndicator indicator() {
    if (generational) {
      return plus ? DistanceIndicator.GD_PLUS : DistanceIndicator.GD;
    }
    return plus ? DistanceIndicator.IGD_PLUS : DistanceIndicator.IGD;
  }
}
