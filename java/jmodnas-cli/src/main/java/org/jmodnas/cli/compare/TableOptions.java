package org.jmodnas.cli.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.baselines.comparison.Problem;
import org.jmodnas.baselines.comparison.TabularProblem;
import org.jmodnas.baselines.tabular.ProxyTable;
import org.jmodnas.baselines.tabular.TableProxies;
import org.jmodnas.baselines.tabular.TabularBenchmark.Accuracies;
import org.jmodnas.cli.search.DeviceSelection;
import org.jmodnas.cli.search.NetworkOption;
import org.jmodnas.cli.search.ObjectiveSpec;
import org.jmodnas.cli.search.Objectives;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.space.nasbench201.NetworkCosts;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name the tables of a benchmark. */
final class TableOptions {
  @Option(
      names = {"--metrics", "--objectives"},
      split = ",",
      defaultValue = Objectives.CATALOGUE,
      paramLabel = "OBJECTIVE",
      description =
          "What to weigh against the error, each "
              + ObjectiveSpec.FORM
              + ", as in 'search'; default ${DEFAULT-VALUE}.")
  private List<String> metrics;

  @Mixin private NetworkOption network;

  @Option(
      names = "--accuracy",
      paramLabel = "FILE",
      description = "Table with accuracies in per cent, index or arch, then columns.")
  private @Nullable Path accuracy;

  @Option(
      names = "--accuracy-column",
      defaultValue = "c10_test",
      paramLabel = "NAME",
      description = "Its column of a full evaluation; default ${DEFAULT-VALUE}.")
  private String column;

  @Option(
      names = "--low-fidelity",
      split = ",",
      paramLabel = "NAME=COLUMN:COST",
      description =
          "Accuracies after less training, with what an evaluation of them costs as a share of a "
              + "full one; default, where the table has it, that of NAS-Bench-201 after 12 epochs "
              + "of 200: 'e12=c10_valid_e12:0.06' for 'c10_test'; 'none' for none.")
  private List<String> shorter = List.of();

  @Option(
      names = "--proxies",
      paramLabel = "FILE",
      description =
          "Table with training-free metrics, as 'jmodnas proxy' writes it; looking them up costs no "
              + "evaluation. The metrics of the device and 'macs' are known without it.")
  private @Nullable Path proxies;

  @Option(
      names = "--devices",
      split = ",",
      paramLabel = "NAME,...",
      description =
          "Devices to compare on; default the thirteen of the MODNAS experiments, nine of the "
              + "catalogue, or all that the objectives have in common.")
  private List<String> devices = List.of();

  /** The benchmark of the tables. */
  OpenedBenchmark open(NasBench201Space space) {
    List<Problem> problems = problems(space);
    return new OpenedBenchmark() {
      @Override
      public List<Problem> problems() {
        return problems;
      }

      @Override
      public String errors() {
        return column;
      }
    };
  }

  /**
   * The benchmark of a finished search, which brings its own objectives.
   *
   * @throws ConfigurationException if options name tables that it would not read
   */
  OpenedBenchmark openSupernet(Path run) {
    if (accuracy != null || !shorter.isEmpty() || !metrics.equals(List.of(Objectives.CATALOGUE))) {
      throw new ConfigurationException(
          "A finished search has objectives and errors of its own: leave out '--metrics', '--accuracy' and '--low-fidelity', or compare on 'nb201'");
    }
    Unique.require("--devices", devices);
    NasBench201Space space = new NasBench201Space();
    return new SupernetProblems(run, devices, known(space));
  }

  /** Proxies that do not depend on the device. */
  private Map<String, double[]> known(NasBench201Space space) {
    Map<String, double[]> known =
        new LinkedHashMap<>(proxies == null ? Map.of() : ProxyTable.read(proxies, space));
    NetworkCosts costs = new NetworkCosts(new DeployedNetwork(network.size()));
    double[] macs = new double[(int) space.count()];
    Arrays.setAll(macs, index -> costs.macs(space.architecture(index).choices()));
    known.put("macs", macs);
    return known;
  }

  /** One problem a device. */
  private List<Problem> problems(NasBench201Space space) {
    if (accuracy == null) {
      throw new ConfigurationException(
          "'--accuracy' is missing: expected the table with accuracies in per cent");
    }
    Unique.require("--devices", devices);
    List<MetricObjective> objectives = new Objectives(space, network.size()).read(metrics);
    List<String> compared = DeviceSelection.of(objectives, devices, List.of()).training();
    MetricTable table = MetricTableReader.read(accuracy, space);
    requireColumn(table, "--accuracy-column", column);
    Accuracies accuracies =
        new Accuracies(table, column, new LowFidelities(table, column).read(shorter));
    Map<String, double[]> columns = known(space);
    List<Problem> problems = new ArrayList<>();
    for (String device : compared) {
      Map<String, double[]> known = new LinkedHashMap<>(columns);
      // Of a metric that is both an objective and in the file the objective holds.
      objectives.forEach(metric -> known.put(metric.name(), metric.table().values(device)));
      problems.add(
          new TabularProblem(
              space, accuracies, objectives, device, new TableProxies(space, known)));
    }
    return problems;
  }

  static void requireColumn(MetricTable table, String option, String column) {
    if (!table.devices().contains(column)) {
      throw new ConfigurationException(
          "'%s': expected a column of '--accuracy', which has %s, got '%s'"
              .formatted(option, table.devices(), column));
    }
  }
}
