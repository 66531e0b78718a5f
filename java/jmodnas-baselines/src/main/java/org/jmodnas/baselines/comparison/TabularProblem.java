package org.jmodnas.baselines.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.baselines.Proxies;
import org.jmodnas.baselines.tabular.TabularBenchmark;
import org.jmodnas.baselines.tabular.TabularBenchmark.Accuracies;
import org.jmodnas.hardware.Direction;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;

/** A benchmark of tables, of which everything is known. */
public final class TabularProblem implements Problem {
  private final SearchSpace space;
  private final Accuracies accuracies;
  private final List<MetricObjective> metrics;
  private final TabularBenchmark benchmark;
  private final Optimum optimum;

  /**
   * The problem of one device.
   *
   * @param metrics the objectives beside the error, with tables that have the device
   * @throws ConfigurationException if no architecture is of use by the tables
   */
  public TabularProblem(
      SearchSpace space,
      Accuracies accuracies,
      List<MetricObjective> metrics,
      String device,
      Proxies proxies) {
    this.space = space;
    this.accuracies = accuracies;
    this.metrics = List.copyOf(metrics);
    benchmark = new TabularBenchmark(space, accuracies, metrics, device, proxies);
    int[] counted =
        IntStream.range(0, accuracies.table().architectures())
            .filter(
                index ->
                    FoundFront.counts(benchmark.truth().objectives(index), benchmark.reference()))
            .toArray();
    if (counted.length == 0) {
      throw new ConfigurationException(
          "No architecture counts on '%s': expected accuracies in per cent, some above 10 (column '%s'), and metrics that differ"
              .formatted(device, accuracies.column()));
    }
    optimum =
        new Optimum(
            benchmark.truth().front(),
            benchmark.truth().hypervolume(),
            ranges(counted),
            accuracies.table().architectures() - counted.length);
  }

  @Override
  public Benchmark benchmark() {
    return benchmark;
  }

  @Override
  public double[] measured(Evaluation evaluation) {
    return measured(space.index(evaluation.architecture()), column(evaluation.trial().fidelity()));
  }

  @Override
  public Optional<Optimum> optimum() {
    return Optional.of(optimum);
  }

  private String column(Fidelity fidelity) {
    return accuracies.shorter().getOrDefault(fidelity, accuracies.column());
  }

  private double[] measured(int index, String column) {
    double[] values = new double[metrics.size() + 1];
    values[0] = error(accuracies.table().value(column, index));
    for (int m = 0; m < metrics.size(); m++) {
      values[m + 1] = metrics.get(m).table().value(benchmark.device(), index);
    }
    return values;
  }

  /** In decimals, as the table has them: the error of 91.555 is 8.445 and not a little off. */
  private static double error(double accuracy) {
    return Double.isNaN(accuracy)
        ? accuracy
        : BigDecimal.valueOf(100).subtract(BigDecimal.valueOf(accuracy)).doubleValue();
  }

  private List<ObjectiveRange> ranges(int[] indices) {
    double[][] values =
        IntStream.of(indices)
            .mapToObj(index -> measured(index, accuracies.column()))
            .toArray(double[][]::new);
    List<ObjectiveRange> ranges = new ArrayList<>();
    for (int m = 0; m < benchmark.objectives().size(); m++) {
      int objective = m;
      var range =
          IntStream.range(0, values.length)
              .mapToDouble(i -> values[i][objective])
              .summaryStatistics();
      ranges.add(
          new ObjectiveRange(
              benchmark.objectives().get(m),
              m == 0 ? Direction.MINIMIZE : metrics.get(m - 1).direction(),
              range.getMin(),
              range.getMax()));
    }
    return ranges;
  }
}
