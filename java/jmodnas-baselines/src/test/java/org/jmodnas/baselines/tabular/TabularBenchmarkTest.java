package org.jmodnas.baselines.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.baselines.Trial;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTable.Provenance;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.Test;

final class TabularBenchmarkTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final Fidelity SHORT = new Fidelity("short", 0.5);

  private static TabularBenchmark small() {
    double[] accuracy = new double[15_625];
    double[] latency = new double[15_625];
    Arrays.fill(accuracy, 50);
    Arrays.fill(latency, 2);
    accuracy[0] = 90;
    accuracy[1] = 5;
    latency[1] = 1;
    latency[2] = 4;
    latency[3] = Double.NaN;
    double[] after = accuracy.clone();
    after[0] = 60;
    return new TabularBenchmark(
        SPACE,
        new TabularBenchmark.Accuracies(
            new MetricTable(Provenance.MEASURED, Map.of("top1", accuracy, "after", after)),
            "top1",
            Map.of(SHORT, "after")),
        List.of(
            new MetricObjective(
                "latency", new MetricTable(Provenance.MEASURED, Map.of("d", latency)))),
        "d",
        new TableProxies(SPACE, Map.of("latency", latency)));
  }

  private static double[] evaluate(TabularBenchmark benchmark, int index) {
    return benchmark.evaluate(Trial.full(SPACE.architecture(index))).objectives();
  }

  @Test
  void objectivesAreScaledOverWhatIsOfUse() {
    assertThat(evaluate(small(), 0)).containsExactly(0, 0);
    assertThat(evaluate(small(), 2)).containsExactly(1, 1);
    assertThat(evaluate(small(), 1)[0]).isCloseTo(85 / 40.0, within(1e-12));
    assertThat(evaluate(small(), 1)[1]).isCloseTo(-0.5, within(1e-12));
    assertThat(small().objectives()).containsExactly("error", "latency");
  }

  @Test
  void whatCannotRunIsInfeasible() {
    Evaluation evaluation = small().evaluate(Trial.full(SPACE.architecture(3)));
    assertThat(evaluation.isFeasible()).isFalse();
    assertThat(evaluation.objectives()).containsOnly(Double.POSITIVE_INFINITY);
    assertThat(small().evaluate(Trial.full(SPACE.architecture(2))).isFeasible()).isTrue();
  }

  @Test
  void fidelitiesHaveTheirOwnAccuracies() {
    TabularBenchmark benchmark = small();
    assertThat(benchmark.fidelities()).containsExactly(SHORT, Fidelity.FULL);
    Trial other = new Trial(SPACE.architecture(0), new Fidelity("none", 0.1));
    assertThatThrownBy(() -> benchmark.evaluate(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none");
    Evaluation shorter = benchmark.evaluate(new Trial(SPACE.architecture(5), SHORT));
    assertThat(shorter.isFull()).isFalse();
    assertThat(shorter.objectives()).containsExactly(1, 0);
  }

  @Test
  void aProxyThatIsNotThereIsNamedWithTheRemedy() {
    assertThat(small().proxies().value("latency", SPACE.architecture(2))).isEqualTo(4);
    assertThatThrownBy(() -> small().proxies().value("synflow", SPACE.architecture(2)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("synflow", "[latency]", "jmodnas proxy", "--proxies");
  }

  @Test
  void theRealFrontHasItsHypervolume() {
    TabularBenchmark benchmark = RealBenchmarks.of("fpga");
    double[] reference = benchmark.reference();
    assertThat(Hypervolume.of(benchmark.truth().front(), reference)).isCloseTo(.9742, within(6e-5));
    assertThat(benchmark.truth().front())
        .anySatisfy(point -> assertThat(point).containsExactly(evaluate(benchmark, best())));
  }

  /** The architecture of the least error. */
  private static int best() {
    TabularBenchmark benchmark = RealBenchmarks.of("fpga");
    int best = 0;
    for (int i = 1; i < 15_625; i++) {
      if (evaluate(benchmark, i)[0] < evaluate(benchmark, best)[0]) {
        best = i;
      }
    }
    return best;
  }
}
