package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.hardware.Direction;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTable.Provenance;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TableScoreTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final long SEED = 20_261_124;

  /** Size and hypervolume of the true front and of the oracle weighted sum on 24 circle rays. */
  @ParameterizedTest
  @CsvSource({
    "1080ti_1, 32, .9458, .9412",
    "pixel3, 42, .9840, .9815",
    "gold_6240, 39, .9727, .9692",
    "titan_rtx_256, 43, .9663, .9585",
    "fpga, 13, .9742, .9713",
    "raspi4, 42, .9829, .9805",
    "eyeriss, 16, .9811, .9787"
  })
  void anchorsAreReproduced(String device, int frontSize, double front, double weightedSum) {
    MetricTable latency =
        MetricTableReader.read(SharedData.file("tables/nb201_latency.csv"), SPACE);
    MetricTable accuracy =
        MetricTableReader.read(SharedData.file("tables/nb201_accuracy.csv"), SPACE);
    TableScore score =
        new TableScore(
            accuracy, "c10_test", List.of(new MetricObjective("latency", latency)), device);
    assertThat(score.front()).hasSize(frontSize);
    assertThat(score.hypervolume()).isCloseTo(front, within(6e-5));
    List<Integer> oracle = score.weightedSum(Preferences.circleRays(24));
    assertThat(score.hypervolume(oracle)).isCloseTo(weightedSum, within(6e-5));
    assertThat(score.igdPlus(oracle)).isPositive();
  }

  /** More of x is as good as less of 100 − x, whatever is asked for. */
  @Test
  void moreCanBeBetter() {
    Philox random = new Philox(SEED, 3);
    double[] accuracy = new double[15_625];
    double[] more = new double[15_625];
    double[] less = new double[15_625];
    for (int i = 0; i < accuracy.length; i++) {
      accuracy[i] = 20 + random.nextInt(70);
      more[i] = 10 + random.nextInt(60);
      less[i] = 100 - more[i];
    }
    MetricTable accuracies = new MetricTable(Provenance.MEASURED, Map.of("top1", accuracy));
    TableScore maximized =
        new TableScore(
            accuracies,
            "top1",
            List.of(
                new MetricObjective(
                    "robustness",
                    MetricTable.ofEveryDevice(Provenance.MEASURED, more),
                    Direction.MAXIMIZE)),
            "d");
    TableScore minimized =
        new TableScore(
            accuracies,
            "top1",
            List.of(
                new MetricObjective(
                    "weakness", new MetricTable(Provenance.MEASURED, Map.of("d", less)))),
            "d");
    List<Integer> some = IntStream.range(0, 24).boxed().toList();
    assertThat(maximized.hypervolume()).as("seed %d", SEED).isEqualTo(minimized.hypervolume());
    assertThat(maximized.hypervolume(some)).isEqualTo(minimized.hypervolume(some));
    assertThat(maximized.igdPlus(some)).isEqualTo(minimized.igdPlus(some));
    assertThat(maximized.weightedSum(Preferences.rays(9)))
        .isEqualTo(minimized.weightedSum(Preferences.rays(9)));
    int robust = maximized.weightedSum(List.of(Preference.of(0, 1))).get(0);
    assertThat(more[robust]).isEqualTo(69);
  }

  @Test
  void hopelessArchitecturesDoNotCount() {
    double[] accuracy = new double[15_625];
    double[] latency = new double[15_625];
    Arrays.fill(accuracy, 10);
    accuracy[0] = 90;
    accuracy[1] = 50;
    latency[1] = -0.0;
    latency[0] = 4;
    MetricTable accuracies =
        new MetricTable(MetricTable.Provenance.MEASURED, Map.of("top1", accuracy));
    MetricTable latencies = new MetricTable(MetricTable.Provenance.MEASURED, Map.of("d", latency));
    TableScore score =
        new TableScore(accuracies, "top1", List.of(new MetricObjective("latency", latencies)), "d");
    assertThat(score.front()).hasSize(2);
    assertThat(score.hypervolume(List.of(5, 6))).isZero();
    assertThat(score.igdPlus(List.of(0, 1))).isZero();
  }
}
