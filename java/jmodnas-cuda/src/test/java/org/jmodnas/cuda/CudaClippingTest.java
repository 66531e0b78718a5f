package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.backend.OptimizerKernels.Adam;
import org.jmodnas.tensor.backend.OptimizerKernels.Clipping;
import org.jmodnas.tensor.backend.OptimizerKernels.Moments;
import org.jmodnas.tensor.backend.OptimizerKernels.Sgd;
import org.jmodnas.testkit.Golden;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clipped steps on the emulated device are those of the CPU. */
@ExtendWith(EmulatedDevice.class)
final class CudaClippingTest {
  private static final int SIZE = 301;
  private static final Shape SHAPE = Shape.of(SIZE);

  /** Below, at and above the bound, with a factor, and where the gradient is 0. */
  @ParameterizedTest
  @CsvSource({
    "lazy, 4, 1, 3",
    "random:1, 4, 1, 1",
    "lazy, 4, 0.5, 1",
    "lazy, 4, 0.5, 0.9",
    "lazy, 4, 1, 2",
    "lazy, 0, 1, 1",
    "lazy, 1e-14, 1, 1e-7"
  })
  void stepsAreThoseOfTheCpu(String schedule, float squaredNorm, float factor, float maximum) {
    EmulatedDevice.configure("schedule", schedule);
    float[] expected;
    float[] actual;
    try (Backend cpu = Backends.open("cpu")) {
      expected = step(cpu, squaredNorm, factor, maximum);
    }
    try (Backend cuda = EmulatedDevice.open()) {
      actual = step(cuda, squaredNorm, factor, maximum);
    }
    Golden.assertClose("parameters", expected, actual, 1e-6);
  }

  /** A step along a gradient that is no number must not pass for one. */
  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void aNormThatIsNoNumberIsSeen(float squaredNorm) {
    try (Backend cpu = Backends.open("cpu");
        Backend cuda = EmulatedDevice.open()) {
      float[] expected = step(cpu, squaredNorm, 1, 1);
      assertThat(step(cuda, squaredNorm, 1, 1)).isEqualTo(expected);
    }
  }

  /** Parameters after a step of SGD and one of Adam. */
  private static float[] step(Backend backend, float squaredNorm, float factor, float maximum) {
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = i - 150;
    }
    Tensor p = backend.zeros(SHAPE);
    Tensor g = backend.tensor(SHAPE, values);
    Clipping clipping = new Clipping(backend.tensor(Shape.of(), squaredNorm), maximum);
    backend.optimizer().sgd(new Sgd(0.5f, 0, 0, factor), clipping, p, g, backend.zeros(SHAPE));
    float[] after = Arrays.copyOf(p.toArray(), 2 * SIZE);
    Adam constants = new Adam(0.5f, 0.9f, 0.9f, 1, 0, false, 1, factor);
    Moments moments = new Moments(backend.zeros(SHAPE), backend.zeros(SHAPE));
    backend.optimizer().adam(constants, clipping, p, g, moments);
    System.arraycopy(p.toArray(), 0, after, SIZE, SIZE);
    return after;
  }
}
