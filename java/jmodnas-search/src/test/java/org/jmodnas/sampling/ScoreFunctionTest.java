package org.jmodnas.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;

final class ScoreFunctionTest extends BackendTest {
  private static final double STEP = 1e-3;

  /** Against central differences of the logarithm of the draw's probability. */
  @Test
  void isTheGradientOfTheLogarithmOfTheProbability() {
    float[] alpha = {0.3f, -1, 2, 0.5f, 0, -0.2f};
    int[] choices = {1, 2};
    float[] drawn = {0, 1, 0, 0, 0, 1};
    float[] score = ScoreFunction.of(backend, tensor(alpha), tensor(drawn)).toArray();
    for (int i = 0; i < alpha.length; i++) {
      float[] above = alpha.clone();
      float[] below = alpha.clone();
      above[i] += (float) STEP;
      below[i] -= (float) STEP;
      double difference = (logarithm(above, choices) - logarithm(below, choices)) / (2 * STEP);
      assertThat((double) score[i]).isCloseTo(difference, Offset.offset(1e-3));
    }
  }

  private static double logarithm(float[] alpha, int[] choices) {
    double sum = 0;
    for (int row = 0; row < choices.length; row++) {
      double total = 0;
      for (int i = 0; i < 3; i++) {
        total += Math.exp(alpha[3 * row + i]);
      }
      sum += alpha[3 * row + choices[row]] - Math.log(total);
    }
    return sum;
  }

  private Tensor tensor(float[] values) {
    return backend.tensor(Shape.of(2, 3), values);
  }
}
