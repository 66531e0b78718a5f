package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.optim.MinNormSolver;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Weights of gradients on the emulated device are those of {@link MinNormSolver}. Where the
 * gradients are small integers all their products are exact, and the weights have the same bits.
 */
@ExtendWith(EmulatedDevice.class)
@Seeded
final class CudaMinNormTest {
  private static final double SMALLEST_NORM = 1e-12;

  @ParameterizedTest
  @CsvSource({
    "lazy, 1, 10",
    "lazy, 2, 7",
    "random:1, 3, 50",
    "lazy, 13, 30",
    "random:1, 64, 65",
    "lazy, 256, 20"
  })
  void weightsOfIntegersHaveTheBitsOfTheSolver(
      String schedule, int tasks, int size, Philox random) {
    EmulatedDevice.configure("schedule", schedule);
    float[][] gradients = new float[tasks][size];
    for (float[] gradient : gradients) {
      for (int k = 0; k < size; k++) {
        gradient[k] = random.nextInt(9) - 3;
      }
    }
    assertThat(weights(gradients)).isEqualTo(solved(gradients));
  }

  @ParameterizedTest
  @MethodSource
  void degenerateGradientsHaveTheBitsOfTheSolver(float[][] gradients) {
    float[] expected = solved(gradients);
    assertThat(expected).doesNotContain(Float.NaN);
    assertThat(weights(gradients)).isEqualTo(expected);
  }

  static Stream<Object> degenerateGradientsHaveTheBitsOfTheSolver() {
    float[][][] cases = {
      {{1, 2, 2}, {1, 2, 2}},
      {{1, 2, 2}, {1, 2, 2}, {1, 2, 2}},
      {{1, 2, 2}, {2, 4, 4}, {4, 8, 8}, {0, 3, 0}},
      {{1, 2, 2}, {-1, -2, -2}},
      {{1, 2, 2}, {-2, -4, -4}, {0, 1, -1}},
      {{0, 0, 0}},
      {{0, 0, 0}, {3, 4, 0}},
      {{3, 4, 0}, {0, 0, 0}, {0, 5, 12}},
      {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}},
      {{4, 0, 0}, {0, 4, 0}, {0, 0, 4}},
      {{4, 0, 0}, {0, 4, 0}, {0, 0, 4}, {0, 0, 4}},
      {{1, 0, 0}, {-1, 1, 0}, {-1, -1, 0}},
    };
    return Stream.of(cases).map(gradients -> (Object) gradients);
  }

  @ParameterizedTest
  @CsvSource({"2, 5003", "5, 4999", "40, 777"})
  void randomGradientsCombineToTheSameNorm(int tasks, int size, Philox random) {
    float[][] gradients = new float[tasks][size];
    for (int t = 0; t < tasks; t++) {
      float scale = (float) Math.exp(3 * random.nextGaussian());
      for (int k = 0; k < size; k++) {
        gradients[t][k] = scale * (float) (random.nextGaussian() + 0.3);
      }
    }
    // Products that differ in their last bits may lead another way to the same point.
    double[][] gram = gram(gradients);
    double expected = squaredNorm(gram, solved(gradients));
    assertThat(squaredNorm(gram, weights(gradients))).isCloseTo(expected, within(1e-4 * expected));
  }

  /** Where gradients are equally good, rounding alone decides which of them is taken. */
  @Test
  void tiesAreBrokenAsTheSolverBreaksThem(Philox random) {
    int tasks = 8;
    try (Backend cuda = EmulatedDevice.open()) {
      for (int trial = 0; trial < 60; trial++) {
        float[][] gradients = new float[tasks][tasks];
        for (int k = 0; k < tasks; k++) {
          int value = random.nextInt(9) - 3;
          for (int t = 0; t < tasks; t++) {
            gradients[t][(t + k) % tasks] = value;
          }
        }
        assertThat(weights(cuda, gradients)).as("trial %d", trial).isEqualTo(solved(gradients));
      }
    }
  }

  @Test
  void tooManyGradientsAreRefused() {
    try (Backend cuda = EmulatedDevice.open()) {
      Tensor gradients = cuda.zeros(Shape.of(257, 2));
      Tensor weights = cuda.zeros(Shape.of(257));
      assertThatThrownBy(() -> cuda.optimizer().minNormWeights(gradients, weights))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("at most 256 gradients, got 257")
          .hasMessageContaining("Take fewer target devices at a time");
    }
  }

  private static float[] weights(float[][] gradients) {
    try (Backend cuda = EmulatedDevice.open()) {
      return weights(cuda, gradients);
    }
  }

  private static float[] weights(Backend cuda, float[][] gradients) {
    int tasks = gradients.length;
    int size = gradients[0].length;
    float[] flat = new float[tasks * size];
    for (int t = 0; t < tasks; t++) {
      System.arraycopy(gradients[t], 0, flat, t * size, size);
    }
    Tensor weights = cuda.allocate(Shape.of(tasks));
    cuda.optimizer().minNormWeights(cuda.tensor(Shape.of(tasks, size), flat), weights);
    return weights.toArray();
  }

  private static float[] solved(float[][] gradients) {
    int tasks = gradients.length;
    double[][] gram = gram(gradients);
    double[] norms = norms(gram);
    for (int i = 0; i < tasks; i++) {
      for (int j = 0; j < tasks; j++) {
        gram[i][j] /= norms[i] * norms[j];
      }
    }
    double[] gamma = new MinNormSolver().weights(gram);
    float[] weights = new float[tasks];
    for (int t = 0; t < tasks; t++) {
      weights[t] = (float) (gamma[t] / norms[t]);
    }
    return weights;
  }

  /** ‖Σ weights[t]·gradient t‖². */
  private static double squaredNorm(double[][] gram, float[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights.length; j++) {
        sum += gram[i][j] * weights[i] * weights[j];
      }
    }
    return sum;
  }

  private static double[] norms(double[][] gram) {
    double[] norms = new double[gram.length];
    for (int t = 0; t < norms.length; t++) {
      norms[t] = Math.max(Math.sqrt(gram[t][t]), SMALLEST_NORM);
    }
    return norms;
  }

  private static double[][] gram(float[][] gradients) {
    int tasks = gradients.length;
    double[][] gram = new double[tasks][tasks];
    for (int i = 0; i < tasks; i++) {
      for (int j = 0; j < tasks; j++) {
        for (int k = 0; k < gradients[i].length; k++) {
          gram[i][j] += (double) gradients[i][k] * gradients[j][k];
        }
      }
    }
    return gram;
  }
}
