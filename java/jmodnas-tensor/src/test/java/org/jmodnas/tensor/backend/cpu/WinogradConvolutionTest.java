package org.jmodnas.tensor.backend.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ConvolutionKernels;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Winograd kernels of every instruction set of this machine beside oneDNN's direct ones. */
final class WinogradConvolutionTest extends BackendTest {
  private static final long SEED = 20_261_124;
  private static final Geometry SAME = new Geometry(1, 1);
  private static final double TOLERANCE = 1e-5;

  /** The gradient of a weight sums over all pixels of the batch, in transformed values. */
  private static final double WEIGHT_TOLERANCE = 4e-5;

  /** Batch, height and width, channels in and out: whole tiles and cut ones, few and many. */
  record Size(int batch, int height, int width, int in, int out) {}

  private final OneDnn library = new OneDnn();
  private ConvolutionKernels direct;

  static List<KernelComparison.Case<Size>> cases() {
    return KernelComparison.cases(
        List.of(
            new Size(2, 5, 7, 8, 16),
            new Size(3, 8, 8, 24, 8),
            new Size(1, 3, 4, 16, 16),
            new Size(7, 9, 12, 32, 48),
            new Size(64, 8, 8, 64, 64),
            new Size(5, 32, 32, 16, 16)));
  }

  @BeforeEach
  void requireKernels() {
    assumeTrue(
        !CpuKernels.available().isEmpty(),
        "the kernels are not built (scripts/build-kernels) or this processor has no AVX2");
    direct = new DirectConvolution(library, new MemoryPool());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheDirectForm(KernelComparison.Case<Size> given) {
    Size size = given.size();
    KernelComparison<ConvolutionKernels> both =
        new KernelComparison<>(backend, direct, new WinogradConvolution(given.set()), SEED);
    Philox random = new Philox(SEED, size.in);
    Tensor x = both.normal(random, Shape.of(size.batch, size.height, size.width, size.in));
    Tensor w = both.normal(random, Shape.of(size.out, 3, 3, size.in));
    Tensor dy = both.normal(random, Shape.of(size.batch, size.height, size.width, size.out));
    both.check("y", dy.shape(), (k, y) -> k.forward(SAME, x, w, y), TOLERANCE);
    both.check("dx", x.shape(), (k, dx) -> k.backwardInput(SAME, w, dy, dx), TOLERANCE);
    both.check("dw", w.shape(), (k, dw) -> k.backwardWeight(SAME, x, dy, dw), WEIGHT_TOLERANCE);
  }

  @Test
  void suitsWholeVectorsOfChannelsOnly() {
    WinogradConvolution kernels = new WinogradConvolution(CpuKernels.InstructionSet.AVX2);
    Shape x = Shape.of(2, 8, 8, 16);
    assertThat(kernels.suits(SAME, x, Shape.of(16, 3, 3, 16))).isTrue();
    assertThat(kernels.suits(SAME, x, Shape.of(12, 3, 3, 16))).isFalse();
    assertThat(kernels.suits(SAME, Shape.of(2, 8, 8, 3), Shape.of(16, 3, 3, 3))).isFalse();
    assertThat(kernels.suits(SAME, x, Shape.of(16, 1, 1, 16))).isFalse();
    assertThat(kernels.suits(new Geometry(2, 1), x, Shape.of(16, 3, 3, 16))).isFalse();
    assertThat(kernels.suits(new Geometry(1, 0), x, Shape.of(16, 3, 3, 16))).isFalse();
    assertThat(kernels.suits(SAME, Shape.of(2, 2, 2, 16), Shape.of(16, 3, 3, 16))).isFalse();
    assertThat(kernels.suits(SAME, x, Shape.of(1024, 3, 3, 16))).isTrue();
    assertThat(kernels.suits(SAME, x, Shape.of(1032, 3, 3, 16))).isFalse();
  }

  @Test
  void anUnknownInstructionSetIsRefusedByName() {
    System.setProperty(CpuKernels.PROPERTY, "mmx");
    try {
      assertThatThrownBy(CpuKernels::instructionSet)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("mmx")
          .hasMessageContaining("'avx2'");
      System.setProperty(CpuKernels.PROPERTY, "off");
      assertThat(CpuKernels.instructionSet()).isEmpty();
    } finally {
      System.clearProperty(CpuKernels.PROPERTY);
    }
    assertThat(CpuKernels.instructionSet()).isPresent();
  }
}
