package org.jmodnas.multigradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GradientCombinationTest extends BackendTest {
  private static final float[] A = {3, 0};
  private static final float[] B = {0, 4};

  /** The min-norm point of two orthogonal gradients scaled to norm 1 is half of each. */
  @ParameterizedTest
  @CsvSource({"MIN_NORM, 0.5, 0.5", "MEAN, 1.5, 2", "SUM, 3, 4", "PCGRAD, 1.5, 2"})
  void twoOrthogonalGradients(DeviceCombination combination, float x, float y) {
    float[] combined = combine(combination, List.of(A, B));
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
    float[] combined = combine(DeviceCombination.MIN_NORM, gradients);
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
    assertThat(combine(DeviceCombination.SAMPLED, List.of(A))).containsExactly(3, 0);
    assertThat(combine(DeviceCombination.SEQUENTIAL, List.of(B))).containsExactly(0, 4);
  }

  private float[] combine(DeviceCombination combination, List<float[]> gradients) {
    int size = gradients.get(0).length;
    float[] rows = new float[gradients.size() * size];
    for (int t = 0; t < gradients.size(); t++) {
      System.arraycopy(gradients.get(t), 0, rows, t * size, size);
    }
    return new GradientCombination(combination)
        .combine(
            backend,
            backend.tensor(Shape.of(gradients.size(), size), rows),
            new Philox(20_261_124, 3))
        .toArray();
  }
}
