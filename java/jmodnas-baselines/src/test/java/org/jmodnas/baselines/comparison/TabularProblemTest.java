package org.jmodnas.baselines.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.baselines.tabular.TableProxies;
import org.jmodnas.baselines.tabular.TabularBenchmark.Accuracies;
import org.jmodnas.hardware.Direction;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTable.Provenance;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.testkit.SharedData;
import org.junit.jupiter.api.Test;

final class TabularProblemTest {
  private static final Fidelity SHORT = new Fidelity("short", .5);

  private static TabularProblem problem(double most) {
    double[] accuracy = new double[15_625];
    Arrays.fill(accuracy, .9);
    accuracy[4] = most;
    accuracy[5] = most / 2;
    double[] shorter = new double[15_625];
    double[] throughput = new double[15_625];
    throughput[4] = 10;
    throughput[5] = 30;
    MetricTable table = new MetricTable(Provenance.MEASURED, Map.of("acc", accuracy, "s", shorter));
    MetricTable metric = new MetricTable(Provenance.MEASURED, Map.of("d", throughput));
    return new TabularProblem(
        FunctionBenchmark.SPACE,
        new Accuracies(table, "acc", Map.of(SHORT, "s")),
        List.of(new MetricObjective("throughput", metric, Direction.MAXIMIZE)),
        "d",
        new TableProxies(FunctionBenchmark.SPACE, Map.of()));
  }

  @Test
  void rangesAreInUnitsOfTheTables() {
    Optimum optimum = problem(90).optimum().orElseThrow();
    assertThat(optimum.leftOut()).isEqualTo(15_623);
    assertThat(optimum.ranges())
        .containsExactly(
            new ObjectiveRange("error", Direction.MINIMIZE, 10, 55),
            new ObjectiveRange("throughput", Direction.MAXIMIZE, 10, 30));
    assertThat(optimum.front()).containsExactly(new double[] {0, 1}, new double[] {1, 0});
    assertThat(optimum.hypervolume()).isZero();
  }

  @Test
  void evaluationsAreInUnitsOfTheTables() {
    TabularProblem problem = problem(90);
    assertThat(problem.measured(problem.benchmark().evaluate(ListedTrials.at(5, Fidelity.FULL))))
        .containsExactly(55, 30);
    assertThat(problem.measured(problem.benchmark().evaluate(ListedTrials.at(5, SHORT))))
        .containsExactly(100, 30);
  }

  @Test
  void accuraciesAreInPerCent() {
    assertThatThrownBy(() -> problem(.95))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("'d'", "per cent", "'acc'");
  }

  @Test
  void realTables() {
    MetricTable latency =
        MetricTableReader.read(
            SharedData.file("tables/nb201_latency.csv"), FunctionBenchmark.SPACE);
    MetricTable accuracy =
        MetricTableReader.read(
            SharedData.file("tables/nb201_accuracy.csv"), FunctionBenchmark.SPACE);
    Optimum optimum =
        new TabularProblem(
                FunctionBenchmark.SPACE,
                new Accuracies(accuracy, "c10_test", Map.of()),
                List.of(new MetricObjective("latency", latency)),
                "raspi4",
                new TableProxies(FunctionBenchmark.SPACE, Map.of()))
            .optimum()
            .orElseThrow();
    assertThat(optimum.leftOut()).isEqualTo(15_625 - 15_284);
    assertThat(optimum.front()).hasSize(42);
    assertThat(optimum.hypervolume()).isCloseTo(.9829, within(6e-5));
    assertThat(optimum.ranges().get(1).lowest()).isGreaterThan(0);
    assertThat(optimum.ranges().get(0).lowest()).isCloseTo(100 - 94.3733, within(1e-9));
  }
}
