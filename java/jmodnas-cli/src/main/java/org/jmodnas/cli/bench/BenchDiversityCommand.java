package org.jmodnas.cli.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jmodnas.baselines.hdnas.Diversity;
import org.jmodnas.baselines.hdnas.MoHdnas;
import org.jmodnas.baselines.tabular.ProxyTable;
import org.jmodnas.baselines.tabular.TableProxies;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.cli.console.TextTable;
import org.jmodnas.cli.space.SpaceOption;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas bench diversity}. */
@Command(
    name = "diversity",
    description = {
      "Print the hardware cost diversity of MO-HDNAS's population over generations, the median "
          + "over seeds in squared units of the metric: without it as an objective (none), and "
          + "with that of parents and children (union) or of those born together (offspring)."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas bench diversity --metrics t.csv --device raspi4 --proxies proxies.csv"
    })
final class BenchDiversityCommand implements Callable<Integer> {
  private static final String COST = "cost";
  private static final String GENERATION = "generation";

  @Spec private CommandSpec spec;
  @Mixin private SpaceOption space;

  @Option(
      names = "--metrics",
      required = true,
      paramLabel = "FILE",
      description = "Metric table, index or arch, then one column a device.")
  private Path metrics;

  @Option(names = "--device", required = true, description = "Its column, the hardware cost.")
  private String device;

  @Option(
      names = "--proxies",
      required = true,
      paramLabel = "FILE",
      description = "Table with a proxy for the similarity of representations.")
  private Path proxies;

  @Option(
      names = "--similarity",
      defaultValue = "rmi",
      paramLabel = "NAME",
      description = "Its column, to be maximised; default ${DEFAULT-VALUE}.")
  private String similarity;

  @Option(names = "--seeds", defaultValue = "30", description = "Default ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--at",
      split = ",",
      defaultValue = "1,10,30,50,70,100",
      paramLabel = "N,...",
      description = "Generations to print; 1 is random. Default ${DEFAULT-VALUE}.")
  private List<Integer> generations;

  @Mixin private FormatOption format;

  @Override
  public Integer call() {
    if (seeds < 1 || generations.stream().anyMatch(generation -> generation < 1)) {
      throw new ConfigurationException(
          "'--seeds' and '--at' are at least 1, got '%d' and '%s'".formatted(seeds, generations));
    }
    SearchSpace searched = space.get();
    Map<String, double[]> columns = new LinkedHashMap<>(ProxyTable.read(proxies, searched));
    if (!columns.containsKey(similarity)) {
      throw new ConfigurationException(
          "'--similarity': expected a column of '--proxies', which has %s, got '%s'"
              .formatted(columns.keySet(), similarity));
    }
    columns.put(COST, MetricTableReader.read(metrics, searched).values(device));
    TableProxies known = new TableProxies(searched, columns);
    Map<Diversity, List<double[]>> curves = new LinkedHashMap<>();
    for (Diversity diversity : Diversity.values()) {
      List<double[]> all = new ArrayList<>();
      for (int seed = 0; seed < seeds; seed++) {
        all.add(curve(diversity, searched, known, new Philox(seed, 0)));
      }
      curves.put(diversity, all);
    }
    print(curves);
    return 0;
  }

  private double[] curve(
      Diversity diversity, SearchSpace searched, TableProxies known, Philox random) {
    MoHdnas.Config published = MoHdnas.Config.published(similarity, COST);
    int last = generations.stream().mapToInt(Integer::intValue).max().orElseThrow();
    MoHdnas search =
        new MoHdnas(
            new MoHdnas.Config(
                published.similarity(), published.cost(), diversity, published.population(), last),
            searched,
            known,
            random);
    search.search(Set.of());
    return search.diversities().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void print(Map<Diversity, List<double[]>> curves) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int generation : generations) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put(GENERATION, generation);
      curves.forEach(
          (diversity, all) ->
              row.put(
                  diversity.name().toLowerCase(Locale.ROOT),
                  median(all.stream().mapToDouble(curve -> curve[generation - 1]).toArray())));
      rows.add(row);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (!format.isText()) {
      format.printer(out).printAll(GENERATION, rows);
      return;
    }
    TextTable table = new TextTable().row(rows.get(0).keySet().toArray(String[]::new));
    rows.forEach(
        row ->
            table.row(
                row.values().stream().map(BenchDiversityCommand::text).toArray(String[]::new)));
    table.print(out);
  }

  private static String text(Object value) {
    return value instanceof Double number ? "%.1f".formatted(number) : String.valueOf(value);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }
}
