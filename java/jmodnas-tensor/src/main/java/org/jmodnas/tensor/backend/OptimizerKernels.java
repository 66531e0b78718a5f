package org.jmodnas.tensor.backend;

import org.jmodnas.tensor.Tensor;

/** Updates of a flat parameter buffer in place, one pass each. */
public interface OptimizerKernels {
  /** Learning rate, momentum and coupled weight decay; gradients are multiplied by the factor. */
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

  /** v ← momentum·v + (factor·g + decay·p); p ← p − rate·v. */
  void sgd(Sgd constants, Tensor parameters, Tensor gradient, Tensor velocity);

  /** Adam (Kingma and Ba) or AdamW (Loshchilov and Hutter). */
  void adam(Adam constants, Tensor parameters, Tensor gradient, Moments moments);

  /** First and second moment estimates. */
  record Moments(Tensor first, Tensor second) {}
}
