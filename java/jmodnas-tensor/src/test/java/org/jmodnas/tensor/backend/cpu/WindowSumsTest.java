package org.jmodnas.tensor.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.PoolingKernels;
import org.jmodnas.tensor.backend.PoolingKernels.Window;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pooling kernels of every instruction set of this machine beside oneDNN's. */
final class WindowSumsTest extends BackendTest {
  private static final long SEED = 20_261_124;
  private static final Window WINDOW = new Window(3, 1, 1);
  private static final double TOLERANCE = 1e-6;

  private final OneDnn library = new OneDnn();

  /** Images of one row, one column and one pixel, too. */
  static List<KernelComparison.Case<Shape>> cases() {
    return KernelComparison.cases(
        List.of(
            Shape.of(2, 5, 7, 8),
            Shape.of(3, 1, 6, 24),
            Shape.of(3, 4, 1, 16),
            Shape.of(2, 1, 1, 8),
            Shape.of(1, 2, 2, 48),
            Shape.of(7, 16, 16, 32)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithOneDnn(KernelComparison.Case<Shape> given) {
    assumeTrue(
        !CpuKernels.available().isEmpty(),
        "the kernels are not built (scripts/build-kernels) or this processor has no AVX2");
    Shape shape = given.size();
    KernelComparison<PoolingKernels> both =
        new KernelComparison<>(
            backend, new DirectPooling(library), new WindowSums(given.set()), SEED);
    Tensor x = both.normal(new Philox(SEED, shape.size()), shape);
    both.check("y", shape, (k, y) -> k.averageForward(WINDOW, x, y), TOLERANCE);
    both.check("dx", shape, (k, dx) -> k.averageBackward(WINDOW, x, dx), TOLERANCE);
  }

  @Test
  void suitsWholeVectorsOfChannelsOnly() {
    WindowSums kernels = new WindowSums(CpuKernels.InstructionSet.AVX2);
    assertThat(kernels.suits(WINDOW, Shape.of(2, 4, 4, 8))).isTrue();
    assertThat(kernels.suits(WINDOW, Shape.of(2, 4, 4, 12))).isFalse();
    assertThat(kernels.suits(new Window(2, 2, 0), Shape.of(2, 4, 4, 8))).isFalse();
  }
}
