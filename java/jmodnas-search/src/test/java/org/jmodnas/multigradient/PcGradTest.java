package org.jmodnas.multigradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PcGradTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  @Test
  void gradientsWithoutConflictAreAveraged() {
    double[][] gradients = {{1, 0, 0}, {1, 2, 0}, {0, 1, 5}};
    assertThat(weights(gradients, 1)).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0});
  }

  /** Each of two opposed gradients loses what opposes the other one as it was. */
  @Test
  void twoConflictingGradientsBecomeOrthogonalToEachOther() {
    double[][] gradients = {{2, 0}, {-1, 1}};
    double[] direction = GradientSets.combined(gradients, weights(gradients, 1));
    // (2, 0) becomes (1, 1), and (−1, 1) becomes (0, 1).
    assertThat(direction).containsExactly(new double[] {0.5, 1}, CLOSE);
  }

  @ParameterizedTest
  @CsvSource({"2, 3", "3, 2", "5, 4", "13, 6"})
  void weightsCombineToWhatProjectionsOfVectorsLead(int tasks, int size) {
    for (int seed = 0; seed < 50; seed++) {
      double[][] gradients = GradientSets.random(tasks, size, new Philox(seed, 0));
      double[] expected = projectedMean(gradients, new Philox(seed, 1));
      double[] weights = weights(gradients, seed);
      assertThat(GradientSets.combined(gradients, weights)).containsExactly(expected, CLOSE);
      assertThat(Arrays.stream(weights)).allMatch(weight -> weight >= 1.0 / tasks - 1e-12);
    }
  }

  @Test
  void ordersAreDrawn() {
    double[][] gradients = GradientSets.random(6, 3, new Philox(7, 0));
    assertThat(weights(gradients, 1)).isEqualTo(weights(gradients, 1));
    assertThat(weights(gradients, 1)).isNotEqualTo(weights(gradients, 2));
  }

  @Test
  void aGradientOfZeroIsInNobodysWay() {
    double[][] gradients = {{0, 0}, {1, 0}, {-1, 1}};
    assertThat(GradientSets.combined(gradients, weights(gradients, 3)))
        .containsExactly(new double[] {0.5 / 3, 1.5 / 3}, CLOSE);
  }

  private static double[] weights(double[][] gradients, long seed) {
    return PcGrad.weights(GradientSets.gram(gradients), new Philox(seed, 1));
  }

  /** The publication's algorithm on the vectors themselves. */
  private static double[] projectedMean(double[][] gradients, Philox random) {
    double[] mean = new double[gradients[0].length];
    for (int i = 0; i < gradients.length; i++) {
      double[] projected = gradients[i].clone();
      for (int j : random.permutation(gradients.length)) {
        double product = GradientSets.dot(projected, gradients[j]);
        if (j == i || product >= 0) {
          continue;
        }
        double share = product / GradientSets.dot(gradients[j], gradients[j]);
        for (int k = 0; k < projected.length; k++) {
          projected[k] -= share * gradients[j][k];
        }
        assertThat(GradientSets.dot(projected, gradients[j])).isCloseTo(0, CLOSE);
      }
      for (int k = 0; k < mean.length; k++) {
        mean[k] += projected[k] / gradients.length;
      }
    }
    return mean;
  }
}
