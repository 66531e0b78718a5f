package org.jmodnas.cli.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.cli.console.TextTable;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas transfer}. */
@Command(
    name = "transfer",
    description = {
      "Score what 'profile --references' would give of devices of which everything is known: from "
          + "the ten references, and with more random measurements.",
      "Hypervolume by tabulated accuracies and measured metrics, and how well the first metric is "
          + "predicted; means over the seeds of the measurements."
    })
public final class TransferCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private BackendOption backend;

  @Parameters(paramLabel = "RUN", description = "The output folder of a search.")
  private Path run;

  @Option(
      names = "--devices",
      split = ",",
      paramLabel = "NAME,...",
      description = "Devices of the search's tables; default those that it did not search for.")
  private List<String> devices = List.of();

  @Option(
      names = "--score",
      required = true,
      paramLabel = "FILE",
      description = "Table with accuracies in per cent.")
  private Path score;

  @Option(
      names = "--score-column",
      defaultValue = "c10_test",
      paramLabel = "NAME",
      description = "Its column; default ${DEFAULT-VALUE}.")
  private String scoreColumn;

  @Option(
      names = "--more",
      split = ",",
      defaultValue = "0,20,40",
      paramLabel = "N,...",
      description = "Random measurements beside the ten references; default ${DEFAULT-VALUE}.")
  private List<Integer> more;

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "1",
      paramLabel = "SEED,...",
      description = "Of the measurements; default ${DEFAULT-VALUE}.")
  private List<Long> seeds;

  @Option(
      names = "--rays",
      defaultValue = "24",
      description = "Preferences of a front; default ${DEFAULT-VALUE}.")
  private int rays;

  @Override
  public Integer call() {
    FrontOptions.requireRays(rays);
    for (int count : more) {
      if (count < 0) {
        throw new ConfigurationException("'--more' is at least 0, got '" + count + "'");
      }
    }
    RunDirectory directory = RunDirectory.open(run);
    RunOptions options = directory.options();
    NasBench201Space space = new NasBench201Space();
    List<MetricObjective> objectives = options.objectives(space);
    MetricTable accuracy = MetricTableReader.read(score, space);
    accuracy.values(scoreColumn);
    List<String> names = devices.isEmpty() ? options.unseen() : devices;
    objectives.forEach(objective -> names.forEach(objective.table()::values));
    int threads = Runtime.getRuntime().availableProcessors();
    try (Backend opened = backend.open();
        SearchSession session =
            new SearchSession(options.config(threads), options.inputs(space, objectives), opened)) {
      session.load(directory.model());
      new Scores(session, opened, space, objectives, accuracy).print(names);
    }
    return 0;
  }

  /** The scores of one run. */
  private final class Scores {
    private final SearchSession session;
    private final Backend opened;
    private final NasBench201Space space;
    private final List<MetricObjective> objectives;
    private final List<MetricTable> tables;
    private final MetricTable accuracy;
    private final DeviceTransfer transfer;
    private final List<Preference> preferences;

    Scores(
        SearchSession session,
        Backend opened,
        NasBench201Space space,
        List<MetricObjective> objectives,
        MetricTable accuracy) {
      this.session = session;
      this.opened = opened;
      this.space = space;
      this.objectives = objectives;
      this.tables = objectives.stream().map(MetricObjective::table).toList();
      this.accuracy = accuracy;
      this.transfer = session.transfer();
      this.preferences = Preferences.spread(objectives.size() + 1, rays);
    }

    void print(List<String> names) {
      TextTable text = new TextTable();
      text.row("device", "measured", "tau", "median", "within", "HV");
      Map<Integer, double[]> sums = new LinkedHashMap<>();
      for (String name : names) {
        TableScore truth = new TableScore(accuracy, scoreColumn, objectives, name);
        for (int count : more) {
          double[] row = mean(name, count, truth);
          double[] sum = sums.computeIfAbsent(count, any -> new double[row.length]);
          Arrays.setAll(sum, i -> sum[i] + row[i] / names.size());
          text.row(cells(name, count, row));
        }
      }
      sums.forEach((count, row) -> text.row(cells("mean", count, row)));
      text.print(spec.commandLine().getOut());
      spec.commandLine().getOut().flush();
    }

    private String[] cells(String name, int count, double[] row) {
      return new String[] {
        name,
        String.valueOf(ReferenceDevices.ARCHITECTURES.size() + count),
        String.format(Locale.ROOT, "%.3f", row[0]),
        String.format(Locale.ROOT, "%.2f%%", row[1]),
        String.format(Locale.ROOT, "%.1f%%", 100 * row[2]),
        String.format(Locale.ROOT, "%.4f", row[3])
      };
    }

    /** τ, median error and coverage of the first metric, and the hypervolume. */
    private double[] mean(String name, int count, TableScore truth) {
      double[] mean = new double[4];
      for (long seed : seeds) {
        List<Integer> measured = measured(new Philox(seed, count), count);
        List<MetricTable> known =
            tables.stream().map(table -> known(table, name, measured)).toList();
        DeviceTransfer.Device device = transfer.device(known, name);
        PredictorValidation.Row row =
            PredictorValidation.of(device.models().get(0), tables.get(0), name, measured);
        List<Architecture> found =
            session.policy().mostLikely(opened, device.target(), preferences);
        mean[0] += row.kendall() / seeds.size();
        mean[1] += row.medianError() / seeds.size();
        mean[2] += row.coverage() / seeds.size();
        mean[3] += truth.hypervolume(found.stream().map(space::index).toList()) / seeds.size();
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

    private MetricTable known(MetricTable table, String name, List<Integer> measured) {
      double[] values = table.values(name);
      double[] some = new double[values.length];
      Arrays.fill(some, Double.NaN);
      measured.forEach(index -> some[index] = values[index]);
      return new MetricTable(table.provenance(), Map.of(name, some));
    }
  }
}
