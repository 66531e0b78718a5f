package org.jmodnas.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

@Seeded
final class DominanceNumbersTest {
  @Test
  void dominatorsAreCountedByHand() {
    double worst = Double.POSITIVE_INFINITY;
    List<double[]> points =
        List.of(
            new double[] {1, 3},
            new double[] {3, 1},
            new double[] {3, 3},
            new double[] {3, 3},
            new double[] {worst, worst});
    assertThat(DominanceNumbers.of(points)).containsExactly(0, 0, 2, 2, 4);
    assertThat(DominanceNumbers.of(List.of())).isEmpty();
  }

  @Test
  void thoseOfNoDominatorAreTheFront(Philox random) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      points.add(new double[] {random.nextInt(9), random.nextInt(9), random.nextInt(9)});
    }
    int[] numbers = DominanceNumbers.of(points);
    for (int i = 0; i < numbers.length; i++) {
      assertThat(numbers[i] == 0).isEqualTo(Dominance.nonDominated(points).contains(i));
    }
  }

  @Test
  void pointsHaveEquallyManyObjectives() {
    assertThatThrownBy(() -> DominanceNumbers.of(List.of(new double[2], new double[3])))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
