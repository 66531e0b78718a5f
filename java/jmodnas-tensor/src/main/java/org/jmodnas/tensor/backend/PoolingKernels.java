package org.jmodnas.tensor.backend;

import org.jmodnas.tensor.Tensor;

/** Average pooling of NHWC images; padding does not count in the average. */
public interface PoolingKernels {
  /** Square window, stride and padding. */
  record Window(int size, int stride, int padding) {}

  /** y = mean of x over each window, padding left out of sum and count. */
  void averageForward(Window window, Tensor x, Tensor y);

  /** dx from dy. */
  void averageBackward(Window window, Tensor dy, Tensor dx);
}
