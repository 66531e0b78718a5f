package org.jmodnas.cli.pareto;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jmodnas.cli.console.PointTable;
import org.jmodnas.pareto.Dominance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas pareto front}. */
@Command(
    name = "front",
    description =
        "Print the lines of the points that no other dominates, unchanged and in their order.",
    footer = {"", "Examples:", "  jmodnas pareto front < points.csv > front.csv"})
final class ParetoFrontCommand implements Callable<Integer> {
  private final PointSource source;

  @Spec private CommandSpec spec;

  ParetoFrontCommand(PointSource source) {
    this.source = source;
  }

  @Override
  public Integer call() throws IOException {
    PointTable table = source.read();
    PrintWriter out = spec.commandLine().getOut();
    if (!table.header().isEmpty()) {
      out.println(table.header());
    }
    for (int index : Dominance.nonDominated(table.points())) {
      out.println(table.lines().get(index));
    }
    out.flush();
    return 0;
  }
}
