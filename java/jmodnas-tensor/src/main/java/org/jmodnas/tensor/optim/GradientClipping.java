package org.jmodnas.tensor.optim;

import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;

/** Clipping by the norm of all gradients together. */
public final class GradientClipping {
  private static final double EPSILON = 1e-6;

  private GradientClipping() {}

  /** The factor that brings ‖gradient‖₂ down to {@code maximum}; 1 if it is not above. */
  public static float factor(Backend backend, Tensor gradient, double maximum) {
    double norm = Math.sqrt(backend.reduction().dot(gradient, gradient));
    return (float) Math.min(1, maximum / (norm + EPSILON));
  }
}
