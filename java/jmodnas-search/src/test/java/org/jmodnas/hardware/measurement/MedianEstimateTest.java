package org.jmodnas.hardware.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

final class MedianEstimateTest {
  @Test
  void medianAndDeviationIgnoreOutliers() {
    MedianEstimate estimate = MedianEstimate.of(3, 1, 900, 2, 5);
    assertThat(estimate.median()).isEqualTo(3);
    // Deviations 0, 2, 897, 1, 2.
    assertThat(estimate.mad()).isEqualTo(2);
    assertThat(estimate.runs()).isEqualTo(5);
    assertThat(MedianEstimate.of(4, 1, 2, 3).median()).isEqualTo(2.5);
  }

  @Test
  void theIntervalIsThatOfTheBinomial() {
    // The tables of order-statistic intervals: ranks 6 and 15 of 20, 2 and 9 of 10, 1 and 6 of 6.
    assertInterval(20, 6, 15);
    assertInterval(10, 2, 9);
    assertInterval(6, 1, 6);
    assertInterval(3, 1, 3);
  }

  private static void assertInterval(int runs, int low, int high) {
    double[] ranks = IntStream.rangeClosed(1, runs).mapToDouble(i -> i).toArray();
    MedianEstimate estimate = MedianEstimate.of(ranks);
    assertThat(estimate.low()).as("of %d", runs).isEqualTo(low);
    assertThat(estimate.high()).as("of %d", runs).isEqualTo(high);
    double half = (high - low) / 2.0 / estimate.median();
    assertThat(estimate.relativeHalfWidth()).isCloseTo(half, within(1e-12));
  }

  @Test
  @Seeded
  void theIntervalCovers(Philox random) {
    int trials = 2000;
    int covered = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] runs = new double[30];
      Arrays.setAll(runs, i -> random.nextExponential());
      MedianEstimate estimate = MedianEstimate.of(runs);
      covered += estimate.low() <= Math.log(2) && Math.log(2) <= estimate.high() ? 1 : 0;
    }
    assertThat((double) covered / trials).isBetween(0.93, 0.99);
  }

  @Test
  void driftIsTheLaterHalfAgainstTheEarlier() {
    assertThat(MedianEstimate.of(1, 1, 9, 3, 3).drift()).isEqualTo(2);
    assertThat(MedianEstimate.of(4, 4, 2, 2).relativeDrift()).isCloseTo(2 / 3.0, within(1e-12));
    assertThatThrownBy(() -> MedianEstimate.of(1)).hasMessageContaining("'1'");
  }
}
