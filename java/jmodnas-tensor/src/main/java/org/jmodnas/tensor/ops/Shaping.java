package org.jmodnas.tensor.ops;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ElementwiseKernels.Runs;

/** Other shapes and parts of a tensor. */
public final class Shaping {
  private Shaping() {}

  /** The same elements under another shape, without a copy. */
  public static Tensor view(Tape tape, Tensor x, Shape shape) {
    return tape.record(
        x.view(shape), List.of(x), List.of(), (dy, needed) -> new Tensor[] {dy.view(x.shape())});
  }

  /**
   * Rows of {@code a} continued by the rows of {@code b}.
   *
   * @param a (rows, m)
   * @param b (rows, n)
   * @return (rows, m + n)
   */
  public static Tensor concatenate(Tape tape, Tensor a, Tensor b) {
    int rows = a.shape().dimension(0);
    if (a.shape().rank() != 2 || b.shape().rank() != 2 || b.shape().dimension(0) != rows) {
      throw new ShapeMismatchException(
          "concatenate", "(rows, m) and (rows, n)", a.shape() + " and " + b.shape());
    }
    int m = a.shape().dimension(1);
    int n = b.shape().dimension(1);
    Backend backend = tape.backend();
    Tensor joined = backend.allocate(Shape.of(rows, m + n));
    backend.elementwise().copyRuns(columns(a, 0), columns(joined, 0), rows, 1, m);
    backend.elementwise().copyRuns(columns(b, 0), columns(joined, m), rows, 1, n);
    return tape.record(
        joined,
        List.of(a, b),
        List.of(),
        (dy, needed) -> {
          Tensor da = backend.allocate(a.shape());
          Tensor db = backend.allocate(b.shape());
          backend.elementwise().copyRuns(columns(dy, 0), columns(da, 0), rows, 1, m);
          backend.elementwise().copyRuns(columns(dy, m), columns(db, 0), rows, 1, n);
          return new Tensor[] {da, db};
        });
  }

  /** The rows of a matrix, from column {@code first} on. */
  private static Runs columns(Tensor matrix, int first) {
    return new Runs(matrix, first, matrix.shape().dimension(1), 0);
  }

  /**
   * The tap at the centre of each kernel: the 1×1 convolution entangled with an odd square one.
   *
   * @param w (out, kernel, kernel, in)
   * @return (out, 1, 1, in)
   */
  public static Tensor centreTap(Tape tape, Tensor w) {
    Backend backend = tape.backend();
    Shape shape = w.shape();
    int kernel = shape.rank() == 4 ? shape.dimension(1) : 0;
    if (kernel % 2 == 0 || shape.dimension(2) != kernel) {
      throw new ShapeMismatchException("centreTap", "(out, odd, same, in)", shape);
    }
    int out = shape.dimension(0);
    int in = shape.dimension(3);
    int taps = kernel * kernel;
    int first = taps / 2 * in;
    Tensor centre = backend.allocate(Shape.of(out, 1, 1, in));
    backend
        .elementwise()
        .copyRuns(new Runs(w, first, taps * in, 0), new Runs(centre, 0, in, 0), out, 1, in);
    return tape.record(
        centre,
        List.of(w),
        List.of(),
        (dy, needed) -> {
          Tensor dw = backend.zeros(shape);
          backend
              .elementwise()
              .copyRuns(new Runs(dy, 0, in, 0), new Runs(dw, first, taps * in, 0), out, 1, in);
          return new Tensor[] {dw};
        });
  }
}
