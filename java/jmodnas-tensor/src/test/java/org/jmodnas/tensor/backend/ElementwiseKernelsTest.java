package org.jmodnas.tensor.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ElementwiseKernelsTest extends BackendTest {
  private static final long SEED = 20_261_124;

  @Test
  void weightedSumsMatchDoublePrecision() {
    Philox random = new Philox(SEED, 4);
    for (Shape shape : List.of(Shape.of(), Shape.of(7), Shape.of(3, 17, 13, 16))) {
      for (int count : new int[] {1, 2, 12, 20}) {
        List<Tensor> terms = new ArrayList<>();
        float[] weights = new float[count];
        double[] expected = new double[shape.size()];
        for (int i = 0; i < count; i++) {
          weights[i] = (float) random.nextGaussian();
          float[] values = new float[shape.size()];
          for (int j = 0; j < values.length; j++) {
            values[j] = (float) random.nextGaussian();
            expected[j] += (double) weights[i] * values[j];
          }
          terms.add(backend.tensor(shape, values));
        }
        // What the result held before must not enter it.
        Tensor y = backend.allocate(shape);
        backend.elementwise().fill(y, Float.NaN);
        backend.elementwise().weightedSum(terms, weights, y);
        float[] actual = y.toArray();
        for (int j = 0; j < actual.length; j++) {
          assertThat((double) actual[j])
              .as("seed %d, %d terms of %s at %d", SEED, count, shape, j)
              .isCloseTo(expected[j], within(1e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 1024, 1025, 5000})
  void fillReachesEveryElementAndNoOther(int size) {
    Tensor whole = backend.zeros(Shape.of(size + 1));
    backend.elementwise().fill(whole.slice(0, Shape.of(size)), 2.5f);
    float[] values = whole.toArray();
    assertThat(values[size]).isZero();
    for (int i = 0; i < size; i++) {
      assertThat(values[i]).as("element %d", i).isEqualTo(2.5f);
    }
  }
}
