package org.jmodnas.cli.predictor;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jmodnas.cli.console.TextTable;
import org.jmodnas.hardware.DeviceCatalogue;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.stats.RankCorrelation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas predictor roofline}. */
@Command(
    name = "roofline",
    description = {
      "Print how well the roofline model of the bundled devices orders architectures, against a "
          + "table of measurements: Kendall and Spearman of each measured device with the bundled "
          + "devices, of which the least, the median and the greatest by Kendall are named.",
      "Nothing is fitted."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas predictor roofline --metrics latency.csv",
      "  jmodnas predictor roofline --metrics latency.csv --devices raspberry-pi-4"
    })
final class RooflineCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--metrics",
      required = true,
      paramLabel = "FILE",
      description = "Table of measurements: index or arch, then a column a device.")
  private Path metrics;

  @Option(
      names = "--devices",
      split = ",",
      paramLabel = "NAME,...",
      description = "Bundled devices; default all.")
  private List<String> devices = List.of();

  /** Correlations of one measured device with a modelled one. */
  private record Correlation(String modelled, double kendall, double spearman) {}

  @Override
  public void run() {
    NasBench201Space space = new NasBench201Space();
    MetricTable measured = MetricTableReader.read(metrics, space);
    MetricTable modelled = DeviceCatalogue.load().table(space);
    List<String> names = devices.isEmpty() ? modelled.devices() : devices;
    TextTable text = new TextTable();
    text.row("device", "least", "tau", "rho", "median", "tau", "rho", "greatest", "tau", "rho");
    for (String device : measured.devices()) {
      List<Correlation> sorted =
          names.stream()
              .map(name -> correlation(measured.values(device), modelled.values(name), name))
              .sorted(Comparator.comparingDouble(Correlation::kendall))
              .toList();
      Correlation least = sorted.get(0);
      Correlation median = sorted.get((sorted.size() - 1) / 2);
      Correlation greatest = sorted.get(sorted.size() - 1);
      text.row(
          device,
          least.modelled,
          format(least.kendall),
          format(least.spearman),
          median.modelled,
          format(median.kendall),
          format(median.spearman),
          greatest.modelled,
          format(greatest.kendall),
          format(greatest.spearman));
    }
    text.print(spec.commandLine().getOut());
    spec.commandLine().getOut().flush();
  }

  private static Correlation correlation(double[] measured, double[] modelled, String name) {
    int[] known =
        IntStream.range(0, measured.length).filter(i -> !Double.isNaN(measured[i])).toArray();
    double[] values = Arrays.stream(known).mapToDouble(i -> measured[i]).toArray();
    double[] predicted = Arrays.stream(known).mapToDouble(i -> modelled[i]).toArray();
    return new Correlation(
        name,
        RankCorrelation.kendall(predicted, values),
        RankCorrelation.spearman(predicted, values));
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
