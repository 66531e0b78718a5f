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
    Tensor total = backend.allocate(SCALAR);
    backend.reduction().sum(x, total);
    return tape.record(
        total,
        List.of(x),
        List.of(),
        (dy, needed) -> {
          Tensor dx = backend.allocate(x.shape());
          backend.elementwise().fill(dx, 1);
          backend.elementwise().scale(dx, dy, 1, dx);
          return new Tensor[] {dx};
        });
  }

  /** ⟨a, b⟩ = Σ a ⊙ b. */
  public static Tensor dot(Tape tape, Tensor a, Tensor b) {
    requireSameShape("dot", a, b);
    Backend backend = tape.backend();
    Tensor total = backend.allocate(SCALAR);
    backend.reduction().dot(a, b, total);
    return tape.record(
        total,
        List.of(a, b),
        List.of(a, b),
        (dy, needed) ->
            new @Nullable Tensor[] {
              needed[0] ? scaled(backend, b, dy, 1) : null,
              needed[1] ? scaled(backend, a, dy, 1) : null
            });
  }

  /** Mean of (prediction − target)² over all elements; the target is a constant. */
  public static Tensor meanSquaredError(Tape tape, Tensor prediction, Tensor target) {
    requireSameShape("meanSquaredError", prediction, target);
    Backend backend = tape.backend();
    float share = 1f / prediction.shape().size();
    Tensor residual = backend.allocate(prediction.shape());
    backend.elementwise().weightedSum(List.of(prediction, target), new float[] {1, -1}, residual);
    Tensor mean = backend.allocate(SCALAR);
    backend.reduction().dot(residual, residual, mean);
    backend.elementwise().affine(mean, share, 0, mean);
    return tape.record(
        mean,
        List.of(prediction),
        List.of(residual),
        (dy, needed) -> new Tensor[] {scaled(backend, residual, dy, 2 * share)});
  }

  private static Tensor scaled(Backend backend, Tensor x, Tensor factor, float constant) {
    Tensor y = backend.allocate(x.shape());
    backend.elementwise().scale(x, factor, constant, y);
    return y;
  }

  private static void requireSameShape(String operation, Tensor a, Tensor b) {
    if (!a.shape().equals(b.shape())) {
      throw new ShapeMismatchException(operation, a.shape() + " for both", b.shape());
    }
  }
}
