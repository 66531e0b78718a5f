package org.jmodnas.tensor.ops;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jspecify.annotations.Nullable;

/** Scalars made of a whole tensor. */
public final class Reduction {
  private static final Shape SCALAR = Shape.of();

  private Reduction() {}

  /** Σ x. */
  public static Tensor sum(Tape tape, Tensor x) {
    Backend backend = tape.backend();
    return tape.record(
        backend.tensor(SCALAR, (float) backend.reduction().sum(x)),
        List.of(x),
        List.of(),
        (dy, needed) -> {
          Tensor dx = backend.allocate(x.shape());
          backend.elementwise().fill(dx, dy.item());
          return new Tensor[] {dx};
        });
  }

  /** ⟨a, b⟩ = Σ a ⊙ b. */
  public static Tensor dot(Tape tape, Tensor a, Tensor b) {
    requireSameShape("dot", a, b);
    Backend backend = tape.backend();
    return tape.record(
        backend.tensor(SCALAR, (float) backend.reduction().dot(a, b)),
        List.of(a, b),
        List.of(a, b),
        (dy, needed) ->
            new @Nullable Tensor[] {
              needed[0] ? scaled(backend, b, dy.item()) : null,
              needed[1] ? scaled(backend, a, dy.item()) : null
            });
  }

  /** Mean of (prediction − target)² over all elements; the target is a constant. */
  public static Tensor meanSquaredError(Tape tape, Tensor prediction, Tensor target) {
    requireSameShape("meanSquaredError", prediction, target);
    Backend backend = tape.backend();
    float[] difference = prediction.toArray();
    float[] wanted = target.toArray();
    double total = 0;
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= wanted[i];
      total += (double) difference[i] * difference[i];
    }
    int count = difference.length;
    Tensor residual = backend.tensor(prediction.shape(), difference);
    return tape.record(
        backend.tensor(SCALAR, (float) (total / count)),
        List.of(prediction),
        List.of(residual),
        (dy, needed) -> new Tensor[] {scaled(backend, residual, 2 * dy.item() / count)});
  }

  private static Tensor scaled(Backend backend, Tensor x, float factor) {
    Tensor y = backend.allocate(x.shape());
    backend.elementwise().affine(x, factor, 0, y);
    return y;
  }

  private static void requireSameShape(String operation, Tensor a, Tensor b) {
    if (!a.shape().equals(b.shape())) {
      throw new ShapeMismatchException(operation, a.shape() + " for both", b.shape());
    }
  }
}
