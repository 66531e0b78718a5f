package org.jmodnas.tensor.backend.dry;

import static org.assertj.core.api.Assertions.assertThat;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.tensor.verification.OperationCases;
import org.jmodnas.tensor.verification.VerificationCase;
import org.junit.jupiter.api.Test;

/** Computations hold on the dry backend what they hold on the CPU, and nothing is computed. */
final class DryBackendTest {
  /**
   * What the CPU's kernels take for themselves: weights in another layout or the parts of a fused
   * operation, elsewhere a few numbers.
   */
  private static final long TEMPORARIES = 40_000;

  private static final long SCALARS = 128;

  @Test
  void everyOperationHoldsWhatItHoldsOnTheCpu() {
    for (VerificationCase verified : OperationCases.all()) {
      long expected = peak(Backends.open("cpu"), verified);
      long counted = peak(new DryBackend(), verified);
      long kernels = verified.name().matches("convolution.*|.*norm.*") ? TEMPORARIES : SCALARS;
      assertThat(counted).as(verified.name()).isPositive().isBetween(expected - kernels, expected);
    }
  }

  @Test
  void thePeakOfAPieceOfWorkLeavesOutWhatWasThere() {
    try (DryBackend backend = new DryBackend()) {
      Tensor before = backend.allocate(Shape.of(1000));
      long peak =
          backend.peakOf(
              () -> {
                try (TensorScope scope = backend.openScope()) {
                  backend.allocate(Shape.of(16));
                }
                try (TensorScope scope = backend.openScope()) {
                  backend.allocate(Shape.of(20));
                  backend.fork().allocate(Shape.of(16)).storage().release();
                }
              });
      assertThat(peak).as("20 floats in blocks of 64 bytes, and 16").isEqualTo(128 + 64);
      assertThat(before.toArray()).containsOnly(0);
      assertThat(backend.memory().live()).isEqualTo(4032);
    }
  }

  private static long peak(Backend opened, VerificationCase verified) {
    try (Backend backend = opened;
        TensorScope scope = backend.openScope()) {
      verified.computation().run(backend, new Philox(1, 2));
      return backend.memory().peak();
    }
  }
}
