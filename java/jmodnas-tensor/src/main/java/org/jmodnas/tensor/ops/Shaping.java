package org.jmodnas.tensor.ops;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;

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
    float[] joined = new float[rows * (m + n)];
    copyColumns(a.toArray(), m, 0, joined, m + n, 0, m);
    copyColumns(b.toArray(), n, 0, joined, m + n, m, n);
    Backend backend = tape.backend();
    return tape.record(
        backend.tensor(Shape.of(rows, m + n), joined),
        List.of(a, b),
        List.of(),
        (dy, needed) -> {
          float[] gradient = dy.toArray();
          float[] da = new float[rows * m];
          float[] db = new float[rows * n];
          copyColumns(gradient, m + n, 0, da, m, 0, m);
          copyColumns(gradient, m + n, m, db, n, 0, n);
          return new Tensor[] {backend.tensor(a.shape(), da), backend.tensor(b.shape(), db)};
        });
  }

  private static void copyColumns(
      float[] from, int fromWidth, int fromStart, float[] to, int toWidth, int toStart, int count) {
    for (int row = 0; row < from.length / fromWidth; row++) {
      System.arraycopy(from, row * fromWidth + fromStart, to, row * toWidth + toStart, count);
    }
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
    float[] all = w.toArray();
    float[] centre = new float[out * in];
    for (int o = 0; o < out; o++) {
      System.arraycopy(all, (o * taps + taps / 2) * in, centre, o * in, in);
    }
    return tape.record(
        backend.tensor(Shape.of(out, 1, 1, in), centre),
        List.of(w),
        List.of(),
        (dy, needed) -> {
          float[] gradient = dy.toArray();
          float[] spread = new float[shape.size()];
          for (int o = 0; o < out; o++) {
            System.arraycopy(gradient, o * in, spread, (o * taps + taps / 2) * in, in);
          }
          return new Tensor[] {backend.tensor(shape, spread)};
        });
  }
}
