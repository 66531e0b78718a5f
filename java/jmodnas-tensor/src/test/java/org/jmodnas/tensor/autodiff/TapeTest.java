package org.jmodnas.tensor.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Reduction;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;

final class TapeTest extends BackendTest {
  @Test
  void gradientsOfATensorUsedTwiceAddUp() {
    Tensor x = backend.tensor(Shape.of(2), 3, 5);
    try (Tape tape = new Tape(backend)) {
      tape.watch(x);
      Tensor y = Elementwise.sum(tape, List.of(Elementwise.multiply(tape, x, x), x));
      Gradients gradients = tape.backward(Reduction.sum(tape, y));
      assertThat(gradients.get(x).toArray()).containsExactly(7, 11);
    }
  }

  @Test
  void savedTensorsOutliveTheScopeOfTheForwardPass() {
    Tensor x = backend.tensor(Shape.of(2), 1, 2);
    try (Tape tape = new Tape(backend)) {
      tape.watch(x);
      Tensor loss;
      try (TensorScope inner = backend.openScope()) {
        Tensor square = Elementwise.multiply(tape, x, x);
        Tensor fourth = Elementwise.multiply(tape, square, square);
        loss = inner.keep(Reduction.sum(tape, fourth));
      }
      assertThat(tape.backward(loss).get(x).toArray()).containsExactly(4, 32);
    }
  }

  @Test
  void whatIsNotWatchedGetsNoGradient() {
    Tensor x = backend.tensor(Shape.of(1), 2);
    Tensor constant = backend.tensor(Shape.of(1), 4);
    try (Tape tape = new Tape(backend)) {
      tape.watch(x);
      Gradients gradients = tape.backward(Elementwise.multiply(tape, x, constant));
      assertThat(gradients.get(x).item()).isEqualTo(4);
      assertThat(gradients.of(constant)).isEmpty();
    }
  }

  @Test
  void aTapeThatNeverRanBackwardReleasesWhatItHeld() {
    Tensor x = backend.zeros(Shape.of(1000));
    long before = backend.memory().live();
    try (TensorScope inner = backend.openScope();
        Tape tape = new Tape(backend)) {
      Elementwise.multiply(tape, tape.watch(x), x);
    }
    assertThat(backend.memory().live()).isEqualTo(before);
  }

  @Test
  void misuseIsExplained() {
    Tensor x = backend.tensor(Shape.of(2), 1, 2);
    try (Tape tape = new Tape(backend)) {
      tape.watch(x);
      Tensor y = Elementwise.multiply(tape, x, x);
      assertThatThrownBy(() -> tape.backward(y)).isInstanceOf(ShapeMismatchException.class);
      assertThatThrownBy(() -> tape.backward(backend.tensor(Shape.of(), 1)))
          .hasMessageContaining("depends on no watched tensor");
    }
    Tensor closed;
    try (TensorScope inner = backend.openScope()) {
      closed = backend.tensor(Shape.of(1), 1);
    }
    assertThatThrownBy(closed::toArray).hasMessageContaining("after its scope closed");
  }
}
