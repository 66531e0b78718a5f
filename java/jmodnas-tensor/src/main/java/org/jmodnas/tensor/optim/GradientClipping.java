package org.jmodnas.tensor.optim;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.OptimizerKernels.Clipping;

/** Clipping by the norm of all gradients together. */
public final class GradientClipping {
  private GradientClipping() {}

  /**
   * Brings ‖factor·gradient‖₂ down to {@code maximum} in the step that it is given to, whose factor
   * that is.
   */
  public static Clipping of(Backend backend, Tensor gradient, float maximum) {
    Tensor squaredNorm = backend.allocate(Shape.of());
    backend.reduction().dot(gradient, gradient, squaredNorm);
    return new Clipping(squaredNorm, maximum);
  }
}
