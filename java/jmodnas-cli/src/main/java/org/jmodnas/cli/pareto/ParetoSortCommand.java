package org.jmodnas.cli.pareto;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jmodnas.cli.console.PointTable;
import org.jmodnas.pareto.NonDominatedSorting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas pareto sort}. */
@Command(
    name = "sort",
    description =
        "Print every line with its rank of non-dominated sorting appended, 0 for the front.",
    footer = {"", "Examples:", "  jmodnas pareto sort < points.csv > ranked.csv"})
final class ParetoSortCommand implements Callable<Integer> {
  private final PointSource source;

  @Spec private CommandSpec spec;

  ParetoSortCommand(PointSource source) {
    this.source = source;
  }

  @Override
  public Integer call() throws IOException {
    PointTable table = source.read();
    PrintWriter out = spec.commandLine().getOut();
    if (!table.header().isEmpty()) {
      out.println(table.header() + ",rank");
    }
    int[] ranks = NonDominatedSorting.ranks(table.points());
    for (int i = 0; i < ranks.length; i++) {
      out.println(table.lines().get(i) + "," + ranks[i]);
    }
    out.flush();
    return 0;
  }
}
