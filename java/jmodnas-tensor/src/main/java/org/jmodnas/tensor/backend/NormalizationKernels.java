package org.jmodnas.tensor.backend;

import org.jmodnas.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Batch normalisation over (batch, height, width) of NHWC images, per channel. */
public interface NormalizationKernels {
  /** Scale and shift per channel, both (channels). */
  record Affine(Tensor scale, Tensor shift) {}

  /** Mean and biased variance per channel, both (channels). */
  record Statistics(Tensor mean, Tensor variance) {}

  /**
   * y = (x − mean) / √(variance + ε) · scale + shift with the batch's own statistics.
   *
   * @param affine scale and shift, or null for 1 and 0
   * @param statistics receives the batch's mean and variance
   */
  void forward(Tensor x, @Nullable Affine affine, float epsilon, Statistics statistics, Tensor y);

  /**
   * dx from dy, for a forward with the batch's own statistics.
   *
   * @param forward what the forward read and left
   * @param gradient receives d scale and d shift; null where the forward had neither
   */
  void backward(Forward forward, Tensor dy, Tensor dx, @Nullable Affine gradient);

  /** What a forward leaves for its backward. */
  record Forward(Tensor x, @Nullable Affine affine, float epsilon, Statistics statistics) {}
}
