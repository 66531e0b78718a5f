package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TableScoreTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

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
    TableScore score = new TableScore(accuracy, "c10_test", List.of(latency), device);
    assertThat(score.front()).hasSize(frontSize);
    assertThat(score.hypervolume()).isCloseTo(front, within(6e-5));
    List<Integer> oracle = score.weightedSum(Preferences.circleRays(24));
    assertThat(score.hypervolume(oracle)).isCloseTo(weightedSum, within(6e-5));
    assertThat(score.igdPlus(oracle)).isPositive();
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
    TableScore score = new TableScore(accuracies, "top1", List.of(latencies), "d");
    assertThat(score.front()).hasSize(2);
    assertThat(score.hypervolume(List.of(5, 6))).isZero();
    assertThat(score.igdPlus(List.of(0, 1))).isZero();
  }
}
