package org.jmodnas.cli.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.cli.console.TextTable;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.hardware.additive.PredictorValidation;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.search.DeviceTransfer;
import org.jmodnas.search.SearchSession;
import org.jmodnas.search.TableScore;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.random.Philox;

/** How well a search serves devices of which everything is known, when it is told a part of it. */
final class TransferScores {
  private static final int SCORES = 5;

  private final SearchSession session;
  private final Backend backend;
  private final NasBench201Space space;
  private final List<MetricObjective> objectives;
  private final MetricTable accuracy;
  private final String accuracyColumn;
  private final List<Long> seeds;
  private final DeviceTransfer transfer;
  private final List<Preference> preferences;
  private final int scored;

  /**
   * Scores of a finished search.
   *
   * @param seeds of the random measurements
   */
  TransferScores(
      SearchSession session,
      Backend backend,
      NasBench201Space space,
      List<MetricObjective> objectives,
      MetricTable accuracy,
      String accuracyColumn,
      List<Long> seeds,
      int rays) {
    this.session = session;
    this.backend = backend;
    this.space = space;
    this.objectives = objectives;
    this.accuracy = accuracy;
    this.accuracyColumn = accuracyColumn;
    this.seeds = List.copyOf(seeds);
    this.transfer = session.transfer();
    this.scored =
        IntStream.range(0, objectives.size())
            .filter(m -> !objectives.get(m).isDeviceIndependent())
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "No objective of the search depends on the device, so there is nothing to"
                            + " transfer"));
    this.preferences = Preferences.spread(objectives.size() + 1, rays);
  }

  /** A row for each device and each number of random measurements, and their means. */
  TextTable table(List<String> devices, List<Integer> more) {
    TextTable text = new TextTable();
    text.row("device", "measured", "tau", "median", "within", "margin", "HV");
    Map<Integer, double[]> sums = new LinkedHashMap<>();
    for (String device : devices) {
      TableScore truth = new TableScore(accuracy, accuracyColumn, objectives, device);
      for (int count : more) {
        double[] row = mean(device, count, truth);
        double[] sum = sums.computeIfAbsent(count, any -> new double[SCORES]);
        Arrays.setAll(sum, i -> sum[i] + row[i] / devices.size());
        text.row(cells(device, count, row));
      }
    }
    sums.forEach((count, row) -> text.row(cells("mean", count, row)));
    return text;
  }

  private static String[] cells(String device, int count, double[] row) {
    return new String[] {
      device,
      String.valueOf(ReferenceDevices.ARCHITECTURES.size() + count),
      String.format(Locale.ROOT, "%.3f", row[0]),
      String.format(Locale.ROOT, "%.2f%%", row[1]),
      String.format(Locale.ROOT, "%.1f%%", 100 * row[2]),
      String.format(Locale.ROOT, "%.1f%%", row[3]),
      String.format(Locale.ROOT, "%.4f", row[4])
    };
  }

  /**
   * τ, median error, coverage and margin of the first metric that depends on the device, and the
   * hypervolume.
   */
  private double[] mean(String device, int count, TableScore truth) {
    double[] mean = new double[SCORES];
    for (long seed : seeds) {
      List<Integer> measured = measured(new Philox(seed, count), count);
      List<MetricTable> known =
          objectives.stream()
              .map(
                  objective ->
                      objective.isDeviceIndependent()
                          ? objective.table()
                          : known(objective.table(), device, measured))
              .toList();
      DeviceTransfer.Device described = transfer.device(known, device);
      PredictorValidation.Row row =
          PredictorValidation.of(
              described.metrics().get(scored).model(),
              objectives.get(scored).table(),
              device,
              measured);
      List<Architecture> found =
          session.policy().mostLikely(backend, described.target(), preferences);
      double volume = truth.hypervolume(found.stream().map(space::index).toList());
      double[] scores = {row.kendall(), row.medianError(), row.coverage(), row.margin(), volume};
      Arrays.setAll(mean, i -> mean[i] + scores[i] / seeds.size());
    }
    return mean;
  }

  /** The references and so many others. */
  private List<Integer> measured(Philox random, int count) {
    List<Integer> indices = new ArrayList<>(ReferenceDevices.ARCHITECTURES);
    while (indices.size() < ReferenceDevices.ARCHITECTURES.size() + count) {
      int index = random.nextInt((int) space.count());
      if (!indices.contains(index)) {
        indices.add(index);
      }
    }
    return indices;
  }

  private static MetricTable known(MetricTable table, String device, List<Integer> measured) {
    double[] values = table.values(device);
    double[] some = new double[values.length];
    Arrays.fill(some, Double.NaN);
    measured.forEach(index -> some[index] = values[index]);
    return new MetricTable(table.provenance(), Map.of(device, some));
  }
}
