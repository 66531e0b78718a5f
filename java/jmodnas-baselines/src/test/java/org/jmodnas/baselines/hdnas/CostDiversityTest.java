package org.jmodnas.baselines.hdnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class CostDiversityTest {
  @RepeatedTest(5)
  @Seeded
  void itIsTheSumOfSquaredDifferences(Philox random) {
    double[] costs = new double[1 + random.nextInt(20)];
    Arrays.setAll(costs, i -> 5 + 2 * random.nextGaussian());
    double[] diversities = CostDiversity.of(costs);
    double total = 0;
    for (int i = 0; i < costs.length; i++) {
      double sum = 0;
      for (double other : costs) {
        sum += (costs[i] - other) * (costs[i] - other);
      }
      assertThat(diversities[i]).isCloseTo(sum, within(1e-10));
      total += sum;
    }
    assertThat(CostDiversity.meanOf(costs)).isCloseTo(total / costs.length, within(1e-10));
  }

  @Test
  void nobodyIsNotDiverse() {
    assertThat(CostDiversity.meanOf(new double[0])).isZero();
  }
}
