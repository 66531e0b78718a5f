package org.jmodnas.tensor.backend;

import java.util.List;
import org.jmodnas.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Batch normalisation over (batch, height, width) of NHWC images, per channel. */
public interface NormalizationKernels {
  /** Scale and shift per channel, both (channels). */
  record Affine(Tensor scale, Tensor shift) {}

  /** Mean and biased variance per channel, both (channels). */
  record Statistics(Tensor mean, Tensor variance) {}

  /**
   * A normalisation with the batch's own statistics: (x − mean) / √(variance + ε) · scale + shift.
   *
   * @param affine scale and shift, or null for 1 and 0
   * @param statistics receives the batch's mean and variance, which the backward reads
   */
  record Forward(Tensor x, @Nullable Affine affine, float epsilon, Statistics statistics) {}

  /** y = norm(x). */
  void forward(Forward norm, Tensor y);

  /** y = max(norm(x), 0). */
  void forwardRectified(Forward norm, Tensor y);

  /** y = Σ terms + Σ norm(x) over all norms, of which there is at least one; y is no term. */
  void forwardSum(List<Tensor> terms, List<Forward> norms, Tensor y);

  /**
   * dx from dy.
   *
   * @param rectified y of {@link #forwardRectified}, or null for the others
   * @param gradient receives d scale and d shift; null where the forward had neither
   */
  void backward(
      Forward norm, @Nullable Tensor rectified, Tensor dy, Tensor dx, @Nullable Affine gradient);
}
