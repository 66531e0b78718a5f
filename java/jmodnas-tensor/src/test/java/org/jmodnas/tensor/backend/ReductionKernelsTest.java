package org.jmodnas.tensor.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;

/** Sums of small, long and image-like tensors, which take different ways through a backend. */
final class ReductionKernelsTest extends BackendTest {
  @Test
  void sumsAndProductsMatchDoublePrecision() {
    Philox random = new Philox(20_261_124, 3);
    for (Shape shape :
        List.of(
            Shape.of(),
            Shape.of(7),
            Shape.of(100_003),
            Shape.of(3, 17, 13, 16),
            Shape.of(5, 31, 40, 3),
            Shape.of(2, 5000))) {
      float[] a = normal(random, shape.size());
      float[] b = normal(random, shape.size());
      double sum = 0;
      double dot = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i];
        dot += (double) a[i] * b[i];
      }
      Tensor x = backend.tensor(shape, a);
      double allowed = 1e-5 * (1 + Math.sqrt(shape.size()));
      assertThat(backend.reduction().sum(x)).as("sum %s", shape).isCloseTo(sum, within(allowed));
      assertThat(backend.reduction().dot(x, backend.tensor(shape, b)))
          .as("dot %s", shape)
          .isCloseTo(dot, within(allowed));
    }
  }

  private static float[] normal(Philox random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
