package org.jmodnas.tensor.backend;

import org.jmodnas.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Updates of a flat parameter buffer in place, one pass each, and what leads to them. */
public interface OptimizerKernels {
  /** Learning rate, momentum and coupled weight decay; gradients g are multiplied by the factor. */
  record Sgd(float learningRate, float momentum, float weightDecay, float gradientFactor) {}

  /**
   * Adam's constants at one step, with bias corrections 1 − β^step.
   *
   * @param decoupled weight decay applied to the parameters (AdamW) instead of the gradient (L2)
   */
  record Adam(
      float learningRate,
      float beta1,
      float beta2,
      float epsilon,
      float weightDecay,
      boolean decoupled,
      int step,
      float gradientFactor) {}

  /**
   * A bound of the norm of factor·g: it is brought down by maximum / (‖factor·g‖ + 10⁻⁶) where that
   * is below 1.
   *
   * @param squaredNorm ‖g‖², one element
   */
  record Clipping(Tensor squaredNorm, float maximum) {
    /** Added to the norm. */
    public static final float EPSILON = 1e-6f;
  }

  /** v ← momentum·v + (factor·g + decay·p); p ← p − rate·v. */
  void sgd(
      Sgd constants,
      @Nullable Clipping clipping,
      Tensor parameters,
      Tensor gradient,
      Tensor velocity);

  /** Adam (Kingma and Ba) or AdamW (Loshchilov and Hutter). */
  void adam(
      Adam constants,
      @Nullable Clipping clipping,
      Tensor parameters,
      Tensor gradient,
      Moments moments);

  /** First and second moment estimates. */
  record Moments(Tensor first, Tensor second) {}

  /**
   * Weights γ_t / ‖g_t‖ of the tasks' gradients for multiple-gradient descent: Σ γ_t g_t / ‖g_t‖ is
   * the point of least norm in the hull of the gradients scaled to norm 1 (MGDA, Désidéri 2012; by
   * Frank–Wolfe as Sener and Koltun, 2018, from the best pair on).
   *
   * @param gradients (tasks, parameters)
   * @param weights (tasks)
   */
  void minNormWeights(Tensor gradients, Tensor weights);
}
