package org.jmodnas.tensor.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Widths at which a backend may choose other kernels than for a few channels. */
final class ConvolutionKernelsTest extends BackendTest {
  private static final long SEED = 20_261_125;

  /** ⟨x ∗ w, dy⟩ = ⟨x, backward(dy)⟩. */
  @ParameterizedTest
  @CsvSource({"16, 32, 2", "32, 64, 2", "5, 7, 2", "16, 16, 1"})
  void backwardInputIsTheAdjoint(int in, int out, int stride) {
    Philox random = new Philox(SEED, in);
    Geometry geometry = new Geometry(stride, 1);
    Tensor x = normal(random, Shape.of(3, 12, 12, in));
    Tensor w = normal(random, Shape.of(out, 3, 3, in));
    Tensor dy = normal(random, Shape.of(3, 12 / stride, 12 / stride, out));
    Tensor y = backend.allocate(dy.shape());
    Tensor dx = backend.allocate(x.shape());
    backend.convolution().forward(geometry, x, w, y);
    backend.convolution().backwardInput(geometry, w, dy, dx);
    assertThat(dot(x, dx)).as("seed %d", SEED).isCloseTo(dot(y, dy), within(1e-2));
  }

  private Tensor normal(Philox random, Shape shape) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return backend.tensor(shape, values);
  }

  private static double dot(Tensor a, Tensor b) {
    float[] left = a.toArray();
    float[] right = b.toArray();
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }
}
