package org.jmodnas.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

final class ResidualNetworkTest extends BackendTest {
  @Test
  @Seeded
  void resNet20HasItsLayers(Philox random) {
    ResidualNetwork network =
        ResidualNetwork.create(ResidualNetwork.Size.resNet20(3, 10), backend, random);
    // 269,722 of He et al., and the two shortcuts of option B: convolution, scale and shift.
    int shortcuts = 16 * 32 + 32 * 64 + 2 * (32 + 64);
    assertThat(network.parameters().count()).isEqualTo(269_722 + shortcuts);
    try (Tape tape = new Tape(backend)) {
      float[] pixels = new float[2 * 32 * 32 * 3];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (float) random.nextGaussian();
      }
      var logits = network.logits(tape, backend.tensor(Shape.of(2, 32, 32, 3), pixels));
      assertThat(logits.shape()).isEqualTo(Shape.of(2, 10));
      float[] scores = logits.toArray();
      assertThat(scores[0]).isNotEqualTo(scores[10]);
    }
  }
}
