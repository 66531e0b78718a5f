package org.jmodnas.tensor.ops;

import java.util.Arrays;
import java.util.List;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ElementwiseKernels.Function;
import org.jmodnas.tensor.backend.ElementwiseKernels.Saved;
import org.jspecify.annotations.Nullable;

/** Operations on each element of equally shaped tensors. */
public final class Elementwise {
  private Elementwise() {}

  /** max(x, 0). */
  public static Tensor relu(Tape tape, Tensor x) {
    return apply(tape, Function.RELU, x);
  }

  /** sin x, in radians. */
  public static Tensor sin(Tape tape, Tensor x) {
    return apply(tape, Function.SIN, x);
  }

  /** eˣ. */
  public static Tensor exp(Tape tape, Tensor x) {
    return apply(tape, Function.EXP, x);
  }

  /** Sum of one or more tensors, in one pass. */
  public static Tensor sum(Tape tape, List<Tensor> terms) {
    Tensor first = terms.get(0);
    terms.forEach(term -> requireSameShape("sum", first, term));
    if (terms.size() == 1) {
      return first;
    }
    Tensor y = tape.backend().allocate(first.shape());
    tape.backend().elementwise().sum(terms, y);
    return tape.record(
        y,
        terms,
        List.of(),
        (dy, needed) -> {
          Tensor[] gradients = new Tensor[terms.size()];
          Arrays.fill(gradients, dy);
          return gradients;
        });
  }

  /** a ⊙ b. */
  public static Tensor multiply(Tape tape, Tensor a, Tensor b) {
    requireSameShape("multiply", a, b);
    Backend backend = tape.backend();
    Tensor y = backend.allocate(a.shape());
    backend.elementwise().multiply(a, b, y);
    return tape.record(
        y,
        List.of(a, b),
        List.of(a, b),
        (dy, needed) ->
            new @Nullable Tensor[] {
              needed[0] ? product(backend, dy, b) : null, needed[1] ? product(backend, dy, a) : null
            });
  }

  /** factor·x + constant. */
  public static Tensor affine(Tape tape, Tensor x, float factor, float constant) {
    Backend backend = tape.backend();
    Tensor y = backend.allocate(x.shape());
    backend.elementwise().affine(x, factor, constant, y);
    return tape.record(
        y,
        List.of(x),
        List.of(),
        (dy, needed) -> {
          Tensor dx = backend.allocate(x.shape());
          backend.elementwise().affine(dy, factor, 0, dx);
          return new Tensor[] {dx};
        });
  }

  private static Tensor apply(Tape tape, Function function, Tensor x) {
    Backend backend = tape.backend();
    Tensor y = backend.allocate(x.shape());
    backend.elementwise().apply(function, x, y);
    List<Tensor> saved = function == Function.RELU ? List.of(y) : List.of(x, y);
    return tape.record(
        y,
        List.of(x),
        saved,
        (dy, needed) -> {
          Tensor dx = backend.allocate(x.shape());
          backend.elementwise().applyBackward(function, new Saved(x, y), dy, dx);
          return new Tensor[] {dx};
        });
  }

  private static Tensor product(Backend backend, Tensor a, Tensor b) {
    Tensor y = backend.allocate(a.shape());
    backend.elementwise().multiply(a, b, y);
    return y;
  }

  private static void requireSameShape(String operation, Tensor a, Tensor b) {
    if (!a.shape().equals(b.shape())) {
      throw new ShapeMismatchException(operation, a.shape() + " for both", b.shape());
    }
  }
}
