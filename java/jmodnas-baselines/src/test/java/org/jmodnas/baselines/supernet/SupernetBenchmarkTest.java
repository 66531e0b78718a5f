package org.jmodnas.baselines.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.tabular.TableProxies;
import org.jmodnas.hardware.Direction;
import org.jmodnas.hardware.MetricModelKind;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTable.Provenance;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.search.SearchInputs;
import org.jmodnas.search.SearchListener;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;

/** A tiny supernet after a few steps: stripes and noise. */
final class SupernetBenchmarkTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final int UNSUPPORTED = 7;

  private static List<MetricObjective> metrics() {
    double[] cost = new double[15_625];
    for (int i = 0; i < cost.length; i++) {
      cost[i] = 1 + Arrays.stream(SPACE.architecture(i).choices()).sum();
    }
    cost[UNSUPPORTED] = Double.NaN;
    MetricTable table = new MetricTable(Provenance.COMPUTED, Map.of("d", cost));
    return List.of(
        new MetricObjective("latency", table),
        new MetricObjective("strength", table, Direction.MAXIMIZE));
  }

  private static ImageDataset images() {
    Philox random = new Philox(1, 1);
    byte[] pixels = new byte[200 * 64];
    int[] labels = new int[200];
    for (int i = 0; i < pixels.length; i++) {
      labels[i / 64] = i / 64 % 2;
      boolean bright = labels[i / 64] == 0 ? i / 8 % 2 == 0 : random.nextInt(2) == 0;
      pixels[i] = (byte) (bright ? 200 : 50);
    }
    return new ImageDataset(new ImageSize(8, 8, 1), 2, pixels, labels);
  }

  private SearchSession session() {
    SearchConfig config =
        new SearchConfig(
            4,
            8,
            1,
            4,
            9001,
            2,
            SearchConfig.Weights.standard(),
            SearchConfig.Hypernetwork.standard());
    MetricTable everywhere = MetricTable.ofEveryDevice(Provenance.COMPUTED, sums());
    return new SearchSession(
        config,
        new SearchInputs(
            SPACE,
            images(),
            List.of(new MetricObjective("size", everywhere)),
            List.of("any"),
            List.of(),
            MetricModelKind.SUM,
            PredictorTraining.Config.standard()),
        backend);
  }

  private static double[] sums() {
    return IntStream.range(0, 15_625)
        .mapToDouble(i -> Arrays.stream(SPACE.architecture(i).choices()).sum())
        .toArray();
  }

  @Test
  void evaluationsAreTheSupernetsErrorsAndTheTablesMetrics() {
    try (SearchSession session = session()) {
      session.search(SearchListener.SILENT);
      SupernetObjectives objectives =
          new SupernetObjectives(session.profiler(), SPACE, metrics(), "d");
      ObjectiveScale scale =
          new ObjectiveScale(new double[] {0.1, 1, -11}, new double[] {0.6, 6, -1});
      Benchmark benchmark =
          new SupernetBenchmark(objectives, scale, new TableProxies(SPACE, Map.of()));
      Architecture architecture = SPACE.decode(3, 0, 0, 0, 0, 0);
      double error = session.profiler().errors(List.of(architecture)).get(0);
      assertThat(benchmark.evaluate(Trial.full(architecture)).objectives())
          .containsExactly(new double[] {(error - 0.1) / 0.5, 0.6, 0.7}, within(1e-12));
      assertThat(benchmark.objectives()).containsExactly("error", "latency", "strength");
      assertThat(benchmark.reference()).containsExactly(1, 1, 1);
      assertThat(benchmark.evaluate(Trial.full(SPACE.architecture(UNSUPPORTED))).isFeasible())
          .isFalse();
      Trial shorter = new Trial(architecture, new Fidelity("e1", 0.5));
      assertThatThrownBy(() -> benchmark.evaluate(shorter))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("e1");
    }
  }

  @Test
  void theScaleIsTheRangeOfTheDrawnThatCount() {
    try (SearchSession session = session()) {
      session.search(SearchListener.SILENT);
      SupernetObjectives objectives =
          new SupernetObjectives(session.profiler(), SPACE, metrics(), "d");
      ObjectiveScale scale = objectives.measure(30, new Philox(3, 3));
      Benchmark benchmark =
          new SupernetBenchmark(objectives, scale, new TableProxies(SPACE, Map.of()));
      Philox again = new Philox(3, 3);
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        points.add(benchmark.evaluate(Trial.full(SPACE.sample(again))).objectives());
      }
      for (int m = 0; m < 3; m++) {
        int objective = m;
        var range = points.stream().mapToDouble(p -> p[objective]).summaryStatistics();
        assertThat(range.getMin()).isZero();
        assertThat(range.getMax()).isEqualTo(1);
      }
    }
  }

  @Test
  void threadsSeeTheSameEvaluations() {
    try (SearchSession session = session()) {
      SupernetObjectives objectives =
          new SupernetObjectives(session.profiler(), SPACE, metrics(), "d");
      ObjectiveScale scale = new ObjectiveScale(new double[3], new double[] {1, 1, 1});
      Benchmark benchmark =
          new SupernetBenchmark(objectives, scale, new TableProxies(SPACE, Map.of()));
      List<Evaluation> parallel =
          IntStream.range(100, 116)
              .parallel()
              .mapToObj(i -> benchmark.evaluate(Trial.full(SPACE.architecture(i))))
              .toList();
      for (Evaluation evaluation : parallel) {
        assertThat(benchmark.evaluate(evaluation.trial()).objectives())
            .isEqualTo(evaluation.objectives());
      }
    }
  }

  @Test
  void aRangeOfNothingIsRefused() {
    assertThatThrownBy(() -> new ObjectiveScale(new double[] {0, 2}, new double[] {1, 2}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Objective 1 is '2.0' to '2.0'");
  }
}
