package org.jmodnas.cli.compare;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jmodnas.baselines.comparison.Comparison;
import org.jmodnas.baselines.comparison.ComparisonResult;
import org.jmodnas.baselines.comparison.MethodCatalogue;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas compare}. */
@Command(
    name = "compare",
    description = {
      "Compare search methods on a benchmark: equal budgets of evaluations, several seeds.",
      "Hypervolume over evaluations, IGD+, how many architectures are found and how soon, ranks "
          + "and signed-rank tests. The same options give the same files, whatever '--threads'."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas compare --list-methods",
      "  jmodnas compare --accuracy accuracy.csv --methods nsga2,random --out compared",
      "  jmodnas compare --benchmark supernet:RUN --methods nsga2 --out compared"
    })
public final class CompareCommand implements Callable<Integer> {
  private static final String NB201 = "nb201";
  private static final String SUPERNET = "supernet:";

  private final MethodCatalogue catalogue;

  @Spec private CommandSpec spec;

  @Option(
      names = "--benchmark",
      defaultValue = NB201,
      paramLabel = "NAME",
      description =
          "What is searched: "
              + NB201
              + ", NAS-Bench-201 by tables, the default; or "
              + SUPERNET
              + "RUN, the shared weights of a finished search, with its objectives and devices.")
  private String benchmark;

  @Mixin private TableOptions tables;

  @Mixin private CompetitorOptions competitors;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Trials at a time; default one a processor. Does not change the result.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "New or empty folder for the results.")
  private @Nullable Path out;

  @Option(names = "--list-methods", description = "Print the methods and do nothing else.")
  private boolean list;

  @Mixin private FormatOption format;

  /** The command over the methods of {@code catalogue}. */
  public CompareCommand(MethodCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter console = spec.commandLine().getOut();
    if (list) {
      listMethods(console);
      return 0;
    }
    if (out == null) {
      throw new ConfigurationException("'--out' is missing: name a new folder for the results");
    }
    if (threads < 1) {
      throw new ConfigurationException("'--threads' is at least 1, got '" + threads + "'");
    }
    ComparisonFolder folder = ComparisonFolder.absentOrEmpty(out);
    try (OpenedBenchmark opened = open()) {
      compare(opened, folder);
    }
    return 0;
  }

  private void compare(OpenedBenchmark opened, ComparisonFolder folder)
      throws InterruptedException {
    PrintWriter console = spec.commandLine().getOut();
    Comparison comparison = competitors.comparison(catalogue, opened.problems());
    ComparisonResult result = comparison.run(threads);
    ComparisonReport report = new ComparisonReport(result, competitors.against());
    folder.write(
        result,
        report,
        new ComparisonSetting(benchmark, opened.errors(), spec.commandLine().getParseResult()));
    if (format.isText()) {
      new ComparisonText(result, report).print(console);
      console.println("Results: " + out);
      console.flush();
    } else {
      format.printer(console).printAll("method", report.overall());
    }
  }

  private OpenedBenchmark open() {
    if (benchmark.equals(NB201)) {
      return tables.open(new NasBench201Space());
    }
    if (benchmark.startsWith(SUPERNET)) {
      return tables.openSupernet(Path.of(benchmark.substring(SUPERNET.length())));
    }
    throw new ConfigurationException(
        "Unknown benchmark '%s': expected '%s' or '%sRUN'".formatted(benchmark, NB201, SUPERNET));
  }

  private void listMethods(PrintWriter console) {
    if (format.isText()) {
      int width = catalogue.methods().stream().mapToInt(m -> m.name().length()).max().orElse(1);
      catalogue
          .methods()
          .forEach(m -> console.printf("%-" + width + "s  %s%n", m.name(), m.description()));
      console.flush();
      return;
    }
    format
        .printer(console)
        .printAll(
            "method",
            catalogue.methods().stream()
                .map(m -> new Row().put("method", m.name()).put("description", m.description()))
                .map(Row::values)
                .toList());
  }
}
