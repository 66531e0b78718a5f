package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.BackendOptions;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.MatrixKernels.Operand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the options of a backend change on the device. */
@ExtendWith(EmulatedDevice.class)
final class PrecisionTest {
  /** Needs 11 bits of mantissa. */
  private static final float FINE = 1 + 0x1p-11f;

  private static final Geometry SAME = new Geometry(1, 1);
  private static final int RUNS = 4;

  @Test
  void productsAreRoundedOnlyWhereThatIsAllowed() {
    assertThat(products(false)).containsExactly(FINE, FINE);
    assertThat(products(true)).doesNotContain(FINE);
  }

  /** The product of {@link #FINE} and 1 as matrices, and as a convolution. */
  private static List<Float> products(boolean tf32) {
    try (Backend backend = Backends.open("cuda", new BackendOptions(true, tf32))) {
      Tensor a = backend.tensor(Shape.of(1, 1), FINE);
      Tensor b = backend.tensor(Shape.of(1, 1), 1);
      Tensor product = backend.allocate(Shape.of(1, 1));
      backend.matrix().multiply(new Operand(a, false), new Operand(b, false), null, product);
      Tensor x = a.view(Shape.of(1, 1, 1, 1));
      Tensor y = backend.allocate(Shape.of(1, 1, 1, 1));
      backend.convolution().forward(new Geometry(1, 0), x, b.view(x.shape()), y);
      return List.of(product.item(), y.item());
    }
  }

  @Test
  void algorithmsThatAddInAnyOrderRunOnlyWhereTheyAreAllowed() {
    assertThat(weightGradients(true)).hasSize(1);
    assertThat(weightGradients(false)).hasSizeGreaterThan(1);
  }

  /** The different gradients that repeated calls give. */
  private static Set<List<Float>> weightGradients(boolean deterministic) {
    Set<List<Float>> different = new HashSet<>();
    try (Backend backend = Backends.open("cuda", new BackendOptions(deterministic, false))) {
      Tensor x = backend.tensor(Shape.of(2, 5, 5, 3), ramp(150));
      Tensor dy = backend.tensor(Shape.of(2, 5, 5, 3), ramp(150));
      Tensor dw = backend.allocate(Shape.of(3, 3, 3, 3));
      for (int i = 0; i < RUNS; i++) {
        backend.convolution().backwardWeight(SAME, x, dy, dw);
        float[] values = dw.toArray();
        different.add(List.of(values[0], values[40], values[80]));
      }
    }
    return different;
  }

  private static float[] ramp(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (i % 7 - 3) / 3f;
    }
    return values;
  }
}
