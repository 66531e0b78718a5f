package org.jmodnas.cli.proxy;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jmodnas.baselines.trainingfree.MetricEvaluation;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.cli.space.SpaceOption;
import org.jmodnas.search.Workers;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.BackendSelection;
import org.jmodnas.tensor.data.Augmentation;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.data.BatchLoader;
import org.jmodnas.tensor.data.ChannelStatistics;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.random.Philox;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas proxy}. */
@Command(
    name = "proxy",
    description = {
      "Compute training-free metrics of architectures and write them as a table, a row an "
          + "architecture as soon as it is known.",
      "The networks of NAS-Bench-201 have PyTorch's default weights and see one minibatch. Names "
          + "and definitions are those of NAS-Bench-Suite-Zero."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas proxy --metrics synflow,nwot --sample 100 --out proxies.csv",
      "  jmodnas proxy --metrics synflow,nwot --all --out proxies.csv --append",
      "  jmodnas proxy --metrics snip --all --out snip.csv --compare accuracy.csv"
    })
public final class ProxyCommand implements Callable<Integer> {
  /** Streams of random numbers; the sample of architectures has the first. */
  private static final int WEIGHTS = 1;

  private static final int IMAGES = 2;
  private static final int REFERENCE = 3;

  /** Architectures that each thread does between two looks at the file. */
  private static final int CHUNK = 4;

  private static final int PROGRESS_LINES = 50;

  @Spec private CommandSpec spec;
  @Mixin private SpaceOption space;
  @Mixin private ProxyOptions options;
  @Mixin private MetricOptions metrics;
  @Mixin private BackendOption backend;

  @Option(
      names = "--threads",
      description = "Worker threads; default one a processor. Does not change the result.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "The table, CSV; an empty field is a value that the network does not have. What the "
              + "values depend on goes to a JSON file beside it.")
  private Path out;

  @Option(
      names = "--append",
      description = "Continue a table that is there; its rows are not computed again.")
  private boolean append;

  @Option(
      names = "--compare",
      paramLabel = "FILE",
      description = "Another table: print Spearman's rank correlation with its columns.")
  private @Nullable Path other;

  @Override
  public Integer call() {
    if (threads < 1) {
      throw new ConfigurationException("'--threads' is at least 1, got '" + threads + "'");
    }
    SearchSpace searched = space.get();
    List<Integer> wanted = options.architectures(searched);
    ImageDataset images = options.images();
    DeployedNetwork.Size size = options.size(images);
    Optional<RankComparison> comparison =
        Optional.ofNullable(other).map(table -> RankComparison.with(table, searched));
    metrics.check();
    BackendSelection selected = backend.select();
    Map<String, Object> setting = options.describe(searched);
    metrics.describe(setting);
    ProxyFile file =
        append && Files.exists(out)
            ? ProxyFile.open(out, searched, metrics.names(), setting)
            : ProxyFile.create(out, searched, metrics.names(), setting);
    List<Integer> missing = wanted.stream().filter(index -> !file.has(index)).toList();
    if (!missing.isEmpty()) {
      try (Backend opened = selected.open(backend.options())) {
        compute(evaluation(images, size, opened), missing, file, opened);
      }
    }
    PrintWriter writer = spec.commandLine().getOut();
    writer.printf("Table: %s, %d architectures%n", out, file.rows());
    comparison.ifPresent(ranks -> ranks.print(out, writer));
    writer.flush();
    return 0;
  }

  private MetricEvaluation evaluation(
      ImageDataset images, DeployedNetwork.Size size, Backend opened) {
    Augmentation none = Augmentation.none(ChannelStatistics.of(images));
    Batch batch =
        new BatchLoader(images, none, options.batch(), new Philox(options.seed(), IMAGES)).next();
    return new MetricEvaluation(
        metrics.create(images, options.batch(), opened, new Philox(options.seed(), REFERENCE)),
        size,
        batch,
        new Philox(options.seed(), WEIGHTS));
  }

  private void compute(
      MetricEvaluation evaluation, List<Integer> missing, ProxyFile file, Backend opened) {
    SearchSpace searched = space.get();
    long start = System.nanoTime();
    int reported = 0;
    try (Workers workers = new Workers(opened, threads, threads)) {
      for (int done = 0; done < missing.size(); done += CHUNK * threads) {
        List<Integer> chunk =
            missing.subList(done, Math.min(done + CHUNK * threads, missing.size()));
        List<double[]> rows =
            workers.map(
                chunk.size(),
                (stream, piece) -> evaluation.values(searched, chunk.get(piece), stream));
        for (int i = 0; i < rows.size(); i++) {
          file.add(chunk.get(i), rows.get(i));
        }
        int computed = done + rows.size();
        if (computed * PROGRESS_LINES / missing.size() > reported) {
          reported = computed * PROGRESS_LINES / missing.size();
          progress(computed, missing.size(), (System.nanoTime() - start) / 1e9);
        }
      }
    }
  }

  private void progress(int computed, int count, double seconds) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "%d of %d architectures, %.0f s, %.2f s each%n",
        computed,
        count,
        seconds,
        seconds / computed);
    err.flush();
  }
}
