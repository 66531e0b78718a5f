package org.jmodnas.tensor.ops;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;

/** Softmax and the loss made of it. */
public final class Softmax {
  private Softmax() {}

  /** Softmax over the innermost dimension. */
  public static Tensor softmax(Tape tape, Tensor x) {
    Backend backend = tape.backend();
    Tensor y = backend.allocate(x.shape());
    backend.softmax().forward(x, y);
    return tape.record(
        y,
        List.of(x),
        List.of(y),
        (dy, needed) -> {
          Tensor dx = backend.allocate(x.shape());
          backend.softmax().backward(y, dy, dx);
          return new Tensor[] {dx};
        });
  }

  /**
   * Mean cross entropy of class labels, in nats.
   *
   * @param logits (batch, classes)
   * @param labels class of each row, 0 … classes − 1
   * @param smoothing label smoothing in [0, 1): that share of the target is spread over all classes
   * @return a scalar
   */
  public static Tensor crossEntropy(Tape tape, Tensor logits, int[] labels, float smoothing) {
    Shape shape = logits.shape();
    if (shape.rank() != 2 || shape.dimension(0) != labels.length) {
      throw new ShapeMismatchException("crossEntropy", "(" + labels.length + ", classes)", shape);
    }
    for (int label : labels) {
      if (label < 0 || label >= shape.dimension(1)) {
        throw new IllegalArgumentException(
            "Label %d is outside 0 … %d".formatted(label, shape.dimension(1) - 1));
      }
    }
    Backend backend = tape.backend();
    Tensor unit = backend.allocate(shape);
    Tensor loss = backend.allocate(Shape.of());
    backend.softmax().crossEntropy(logits, labels, smoothing, unit, loss);
    return tape.record(
        loss,
        List.of(logits),
        List.of(unit),
        (dy, needed) -> {
          Tensor dx = backend.allocate(shape);
          backend.elementwise().scale(unit, dy, 1, dx);
          return new Tensor[] {dx};
        });
  }
}
