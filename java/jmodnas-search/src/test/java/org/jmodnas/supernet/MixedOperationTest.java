package org.jmodnas.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Gradients;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Pooling;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;

final class MixedOperationTest extends BackendTest {
  private static final Shape IMAGES = Shape.of(1, 2, 2, 3);
  private static final Shape GATES = Shape.of(2, 2);
  private static final int DECISION = 1;
  private static final float[] PIXELS = {1, -2, 0.5f, 3, 0.1f, -1, 2, 2, -0.3f, 0, 1, 0.7f};

  private final List<Integer> computed = new ArrayList<>();

  @Test
  void onlyTheSampledOperationRuns() {
    try (Tape tape = new Tape(backend)) {
      Tensor x = backend.tensor(IMAGES, PIXELS);
      Tensor y = MixedOperation.of(tape, SampledArchitecture.fixed(0, 1), DECISION, both(tape, x));
      assertThat(computed).containsExactly(1);
      assertThat(y.toArray()[1]).isEqualTo(-3);
    }
  }

  /** ∂L/∂z of the sampled operation is ⟨g, o(x)⟩, of the other one Σ g; g sums to 0 here. */
  @Test
  void gatesOfASampleLearnWhatTheirOperationMade() {
    try (Tape tape = new Tape(backend)) {
      Tensor x = tape.watch(backend.tensor(IMAGES, PIXELS));
      Tensor gates = tape.watch(backend.tensor(GATES, new float[] {1, 0, 0, 1}));
      Tensor loss = loss(tape, x, SampledArchitecture.gated(new int[] {0, 1}, gates));
      Gradients gradients = tape.backward(loss);
      float[] ofGates = gradients.get(gates).toArray();
      double inner = 0;
      float[] ofPixels = gradients.get(x).toArray();
      for (int i = 0; i < PIXELS.length; i++) {
        // o(x) = 2x + 1, so g is half of the gradient of x.
        inner += ofPixels[i] / 2 * (2 * PIXELS[i] + 1);
      }
      assertThat(ofGates[0]).isZero();
      assertThat(ofGates[1]).isZero();
      assertThat(ofGates[2]).isCloseTo(0, within(1e-6f));
      assertThat(ofGates[3]).isCloseTo((float) inner, within(1e-5f));
      assertThat(Math.abs(inner)).isGreaterThan(0.1);
    }
  }

  @Test
  void denseGatesHaveTheDerivativesOfTheirMixture() {
    float[] z = {0, 0, 0.3f, 0.8f};
    try (Tape tape = new Tape(backend)) {
      Tensor gates = tape.watch(backend.tensor(GATES, z));
      Tensor x = backend.tensor(IMAGES, PIXELS);
      Tensor loss = loss(tape, x, SampledArchitecture.mixed(new int[] {0, 1}, gates, z));
      assertThat(computed).containsExactly(0, 1);
      float[] gradient = tape.backward(loss).get(gates).toArray();
      float step = 1e-2f;
      for (int i = 2; i < z.length; i++) {
        double slope = (mixtureLoss(z, i, step) - mixtureLoss(z, i, -step)) / (2 * step);
        assertThat((double) gradient[i]).isCloseTo(slope, within(1e-3));
        assertThat(Math.abs(slope)).isGreaterThan(0.1);
      }
    }
  }

  private double mixtureLoss(float[] z, int changed, float by) {
    float[] other = z.clone();
    other[changed] += by;
    try (Tape tape = new Tape(backend)) {
      Tensor gates = backend.tensor(GATES, other);
      Tensor x = backend.tensor(IMAGES, PIXELS);
      return loss(tape, x, SampledArchitecture.mixed(new int[] {0, 1}, gates, other)).item();
    }
  }

  private Tensor loss(Tape tape, Tensor x, SampledArchitecture sample) {
    Tensor y = MixedOperation.of(tape, sample, DECISION, both(tape, x));
    return Softmax.crossEntropy(tape, Pooling.globalAverage(tape, y), new int[] {0}, 0);
  }

  /** x and 2x + 1. */
  private List<Supplier<Tensor>> both(Tape tape, Tensor x) {
    return List.of(
        () -> {
          computed.add(0);
          return x;
        },
        () -> {
          computed.add(1);
          return Elementwise.affine(tape, x, 2, 1);
        });
  }
}
