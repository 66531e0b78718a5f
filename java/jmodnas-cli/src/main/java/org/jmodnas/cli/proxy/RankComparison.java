package org.jmodnas.cli.proxy;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.baselines.tabular.ProxyTable;
import org.jmodnas.cli.console.TextTable;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.stats.RankCorrelation;

/** How a table ranks architectures in comparison with another one, by the columns of both. */
record RankComparison(Map<String, double[]> other, SearchSpace space) {
  private static final int SMALLEST = 2;

  /**
   * A comparison with {@code table}.
   *
   * @throws org.jmodnas.tensor.ConfigurationException if it is no table of proxies
   */
  static RankComparison with(Path table, SearchSpace space) {
    return new RankComparison(ProxyTable.read(table, space), space);
  }

  /** Prints a line for each column, over the architectures that have both values. */
  void print(Path table, PrintWriter out) {
    TextTable lines = new TextTable().row("metric", "architectures", "Spearman");
    ProxyTable.read(table, space)
        .forEach(
            (name, values) -> {
              if (other.containsKey(name)) {
                lines.row(line(name, values, other.get(name)));
              }
            });
    lines.print(out);
  }

  private static String[] line(String name, double[] mine, double[] theirs) {
    int[] both =
        IntStream.range(0, mine.length)
            .filter(i -> !Double.isNaN(mine[i]) && !Double.isNaN(theirs[i]))
            .toArray();
    double[] first = Arrays.stream(both).mapToDouble(i -> mine[i]).toArray();
    double[] second = Arrays.stream(both).mapToDouble(i -> theirs[i]).toArray();
    String correlation =
        both.length < SMALLEST
            ? ""
            : String.format(Locale.ROOT, "%.4f", RankCorrelation.spearman(first, second));
    return new String[] {name, String.valueOf(both.length), correlation};
  }
}
