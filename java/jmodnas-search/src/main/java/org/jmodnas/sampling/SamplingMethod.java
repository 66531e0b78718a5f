package org.jmodnas.sampling;

import org.jmodnas.tensor.backend.SamplingKernels.Method;
import org.jmodnas.tensor.backend.SamplingKernels.Sampler;

/**
 * The architects Λ: how architectures are drawn from α, and with which estimate of its gradient.
 */
public enum SamplingMethod {
  /** A draw from softmax(α), with a gradient that is second-order accurate (Liu et al., 2023). */
  REINMAX(Method.REINMAX),
  /** Straight-through Gumbel-softmax at temperature 1 (Dong and Yang, 2019). */
  GDAS(Method.GUMBEL_SOFTMAX),
  /** The mixture softmax(α) of all architectures (Liu et al., 2019). */
  DARTS(Method.SOFTMAX);

  private final Method method;

  SamplingMethod(Method method) {
    this.method = method;
  }

  /** The sampler. */
  public Sampler sampler() {
    return new Sampler(method, 1);
  }

  /** Whether architectures are drawn, and not mixed. */
  public boolean draws() {
    return this != DARTS;
  }
}
