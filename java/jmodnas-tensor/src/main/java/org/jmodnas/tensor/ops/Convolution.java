package org.jmodnas.tensor.ops;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jspecify.annotations.Nullable;

/** 2-D convolution (cross-correlation) without bias. */
public final class Convolution {
  private Convolution() {}

  /**
   * y = x ∗ w.
   *
   * @param x (batch, height, width, in channels)
   * @param w (out channels, kernel height, kernel width, in channels)
   * @return (batch, ⌊(height + 2·padding − kernel) / stride⌋ + 1, likewise width, out channels)
   */
  public static Tensor conv2d(Tape tape, Tensor x, Tensor w, Geometry geometry) {
    Backend backend = tape.backend();
    Tensor y = backend.allocate(outputShape(x.shape(), w.shape(), geometry));
    backend.convolution().forward(geometry, x, w, y);
    List<Tensor> saved = tape.tracks(w) ? List.of(x, w) : List.of(w);
    return tape.record(
        y,
        List.of(x, w),
        saved,
        (dy, needed) -> {
          @Nullable Tensor dx = needed[0] ? backend.allocate(x.shape()) : null;
          if (dx != null) {
            backend.convolution().backwardInput(geometry, w, dy, dx);
          }
          @Nullable Tensor dw = needed[1] ? backend.allocate(w.shape()) : null;
          if (dw != null) {
            backend.convolution().backwardWeight(geometry, x, dy, dw);
          }
          return new @Nullable Tensor[] {dx, dw};
        });
  }

  private static Shape outputShape(Shape x, Shape w, Geometry geometry) {
    if (x.rank() != 4 || w.rank() != 4 || x.dimension(3) != w.dimension(3)) {
      throw new ShapeMismatchException(
          "conv2d",
          "input (batch, height, width, c) and weight (out, kernel, kernel, c)",
          x + " and " + w);
    }
    return Shape.of(
        x.dimension(0),
        extent(x.dimension(1), w.dimension(1), geometry),
        extent(x.dimension(2), w.dimension(2), geometry),
        w.dimension(0));
  }

  private static int extent(int size, int kernel, Geometry geometry) {
    return (size + 2 * geometry.padding() - kernel) / geometry.stride() + 1;
  }
}
