package org.jmodnas.tensor.backend;

import org.jmodnas.tensor.Tensor;

/**
 * 2-D cross-correlation. Images are (batch, height, width, channels), weights (out channels, kernel
 * height, kernel width, in channels).
 */
public interface ConvolutionKernels {
  /** Stride and zero padding, the same for both axes. */
  record Geometry(int stride, int padding) {}

  /** y = x ∗ w. */
  void forward(Geometry geometry, Tensor x, Tensor w, Tensor y);

  /** dx from dy, for y = x ∗ w. */
  void backwardInput(Geometry geometry, Tensor w, Tensor dy, Tensor dx);

  /** dw from dy, for y = x ∗ w. */
  void backwardWeight(Geometry geometry, Tensor x, Tensor dy, Tensor dw);
}
