package org.jmodnas.multigradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GradientCombinationTest {
  private static final float[] A = {3, 0};
  private static final float[] B = {0, 4};

  /** The min-norm point of two orthogonal gradients scaled to norm 1 is half of each. */
  @ParameterizedTest
  @CsvSource({"MIN_NORM, 0.5, 0.5", "MEAN, 1.5, 2", "SUM, 3, 4"})
  void twoOrthogonalGradients(DeviceCombination combination, float x, float y) {
    float[] combined = new GradientCombination(combination).combine(List.of(A, B));
    assertThat(combined[0]).isCloseTo(x, within(1e-4f));
    assertThat(combined[1]).isCloseTo(y, within(1e-4f));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theMinNormDirectionDescendsForEveryDevice(long seed) {
    Philox random = new Philox(seed, 0);
    List<float[]> gradients = new ArrayList<>();
    for (int t = 0; t < 13; t++) {
      float[] gradient = new float[40];
      float size = (float) Math.exp(3 * random.nextGaussian());
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = size * (float) (1 + random.nextGaussian());
      }
      gradients.add(gradient);
    }
    float[] combined = new GradientCombination(DeviceCombination.MIN_NORM).combine(gradients);
    for (float[] gradient : gradients) {
      double product = 0;
      for (int i = 0; i < gradient.length; i++) {
        product += (double) gradient[i] * combined[i];
      }
      assertThat(product).as("seed %d", seed).isPositive();
    }
  }

  @Test
  void aSingleGradientIsTakenAsItIs() {
    assertThat(new GradientCombination(DeviceCombination.SAMPLED).combine(List.of(A)))
        .containsExactly(3, 0);
    assertThat(new GradientCombination(DeviceCombination.SEQUENTIAL).combine(List.of(B)))
        .containsExactly(0, 4);
  }
}
