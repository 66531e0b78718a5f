package org.jmodnas.tensor.ops;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.PoolingKernels.Window;

/** Average pooling; padding does not count in the average. */
public final class Pooling {
  private Pooling() {}

  /**
   * Mean over each window.
   *
   * @param x (batch, height, width, channels)
   * @return (batch, ⌊(height + 2·padding − size) / stride⌋ + 1, likewise width, channels)
   */
  public static Tensor average(Tape tape, Tensor x, Window window) {
    Backend backend = tape.backend();
    Shape shape = x.shape();
    if (shape.rank() != 4) {
      throw new ShapeMismatchException("average", "(batch, height, width, channels)", shape);
    }
    Tensor y =
        backend.allocate(
            Shape.of(
                shape.dimension(0),
                extent(shape.dimension(1), window),
                extent(shape.dimension(2), window),
                shape.dimension(3)));
    backend.pooling().averageForward(window, x, y);
    return tape.record(
        y,
        List.of(x),
        List.of(),
        (dy, needed) -> {
          Tensor dx = backend.allocate(shape);
          backend.pooling().averageBackward(window, dy, dx);
          return new Tensor[] {dx};
        });
  }

  /**
   * Mean over height and width, which must be equal.
   *
   * @param x (batch, size, size, channels)
   * @return (batch, channels)
   */
  public static Tensor globalAverage(Tape tape, Tensor x) {
    int size = x.shape().dimension(1);
    if (x.shape().dimension(2) != size) {
      throw new ShapeMismatchException("globalAverage", "square images", x.shape());
    }
    Tensor pooled = average(tape, x, new Window(size, 1, 0));
    return Shaping.view(tape, pooled, Shape.of(x.shape().dimension(0), x.shape().dimension(3)));
  }

  private static int extent(int size, Window window) {
    return (size + 2 * window.padding() - window.size()) / window.stride() + 1;
  }
}
