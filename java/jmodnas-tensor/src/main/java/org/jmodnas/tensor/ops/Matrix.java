package org.jmodnas.tensor.ops;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.MatrixKernels;
import org.jmodnas.tensor.backend.MatrixKernels.Operand;
import org.jspecify.annotations.Nullable;

/** Matrix products. */
public final class Matrix {
  private Matrix() {}

  /**
   * a·b of matrices, or of equally many matrices. A single matrix {@code a} meets a batch of {@code
   * b} as a constant: it gets no gradient then.
   *
   * @param a (m, k) or (batch, m, k)
   * @param b (k, n) or (batch, k, n)
   * @return (m, n) or (batch, m, n)
   */
  public static Tensor multiply(Tape tape, Tensor a, Tensor b) {
    return product(tape, a, b, null);
  }

  /** a·b as {@link #multiply(Tape, Tensor, Tensor)}, plus {@code bias} (n) on every row. */
  public static Tensor multiply(Tape tape, Tensor a, Tensor b, Tensor bias) {
    return product(tape, a, b, bias);
  }

  private static Tensor product(Tape tape, Tensor a, Tensor b, @Nullable Tensor bias) {
    Backend backend = tape.backend();
    Tensor c = backend.allocate(productShape(a.shape(), b.shape()));
    MatrixKernels kernels = backend.matrix();
    kernels.multiply(plain(a), plain(b), bias, c);
    boolean broadcast = a.shape().rank() < b.shape().rank();
    if (broadcast && tape.tracks(a)) {
      throw new IllegalArgumentException(
          "A matrix that meets a batch of matrices is a constant and cannot be watched");
    }
    return tape.record(
        c,
        bias == null ? List.of(a, b) : List.of(a, b, bias),
        List.of(a, b),
        (dc, needed) -> {
          @Nullable Tensor da = needed[0] ? backend.allocate(a.shape()) : null;
          if (da != null) {
            kernels.multiply(plain(dc), transposed(b), null, da);
          }
          @Nullable Tensor db = needed[1] ? backend.allocate(b.shape()) : null;
          if (db != null) {
            kernels.multiply(transposed(a), plain(dc), null, db);
          }
          if (bias == null) {
            return new @Nullable Tensor[] {da, db};
          }
          @Nullable Tensor dbias = needed[2] ? backend.allocate(bias.shape()) : null;
          if (dbias != null) {
            backend.reduction().sumRows(dc, dbias);
          }
          return new @Nullable Tensor[] {da, db, dbias};
        });
  }

  /**
   * x·wᵀ + bias.
   *
   * @param x (…, in), read as rows
   * @param w (out, in)
   * @param bias (out)
   * @return (…, out)
   */
  public static Tensor linear(Tape tape, Tensor x, Tensor w, Tensor bias) {
    Backend backend = tape.backend();
    int in = x.shape().dimension(-1);
    if (w.shape().rank() != 2 || w.shape().dimension(1) != in) {
      throw new ShapeMismatchException("linear", "weight (out, " + in + ")", w.shape());
    }
    int out = w.shape().dimension(0);
    Shape rows = Shape.of(x.shape().size() / in, in);
    Shape results = Shape.of(rows.dimension(0), out);
    int[] extents = x.shape().toArray();
    extents[extents.length - 1] = out;
    Tensor y = backend.allocate(Shape.of(extents));
    MatrixKernels kernels = backend.matrix();
    kernels.multiply(plain(x.view(rows)), transposed(w), bias, y.view(results));
    return tape.record(
        y,
        List.of(x, w, bias),
        List.of(x, w),
        (dy, needed) -> {
          Tensor flat = dy.view(results);
          @Nullable Tensor dx = needed[0] ? backend.allocate(x.shape()) : null;
          if (dx != null) {
            kernels.multiply(plain(flat), plain(w), null, dx.view(rows));
          }
          @Nullable Tensor dw = needed[1] ? backend.allocate(w.shape()) : null;
          if (dw != null) {
            kernels.multiply(transposed(flat), plain(x.view(rows)), null, dw);
          }
          @Nullable Tensor db = needed[2] ? backend.allocate(bias.shape()) : null;
          if (db != null) {
            backend.reduction().sumRows(flat, db);
          }
          return new @Nullable Tensor[] {dx, dw, db};
        });
  }

  private static Operand plain(Tensor tensor) {
    return new Operand(tensor, false);
  }

  private static Operand transposed(Tensor tensor) {
    return new Operand(tensor, true);
  }

  private static Shape productShape(Shape a, Shape b) {
    boolean batched = b.rank() == 3;
    boolean fits =
        b.rank() >= 2
            && b.rank() <= 3
            && (a.rank() == b.rank() || (batched && a.rank() == 2))
            && a.dimension(-1) == b.dimension(-2)
            && (!batched || a.rank() == 2 || a.dimension(0) == b.dimension(0));
    if (!fits) {
      throw new ShapeMismatchException(
          "multiply", "(m, k) and (k, n), or batches", a + " and " + b);
    }
    return batched
        ? Shape.of(b.dimension(0), a.dimension(-2), b.dimension(2))
        : Shape.of(a.dimension(0), b.dimension(1));
  }
}
