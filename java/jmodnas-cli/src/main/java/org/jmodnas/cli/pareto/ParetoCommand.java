package org.jmodnas.cli.pareto;

import java.io.InputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The group {@code jmodnas pareto}. */
@Command(
    name = "pareto",
    description = {
      "Pareto bookkeeping on points from standard input.",
      "One point a line, its objectives separated by commas, all minimised; "
          + "the first line may be a header."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas pareto hv --reference 1,1 < points.csv",
      "  jmodnas pareto front < points.csv",
      "  jmodnas pareto igd --plus --reference-front true.csv < points.csv"
    })
public final class ParetoCommand {
  private ParetoCommand() {}

  /** The group with its commands, which read {@code input}. */
  public static CommandLine over(InputStream input) {
    PointSource source = new PointSource(input);
    return new CommandLine(new ParetoCommand())
        .addSubcommand(new ParetoHypervolumeCommand(source))
        .addSubcommand(new ParetoFrontCommand(source))
        .addSubcommand(new ParetoSortCommand(source))
        .addSubcommand(new ParetoDistanceCommand(source));
  }
}
