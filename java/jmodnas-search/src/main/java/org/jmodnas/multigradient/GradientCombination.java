package org.jmodnas.multigradient;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.MatrixKernels.Operand;

/**
 * Adds the gradients of the target devices to one direction, as a {@link DeviceCombination} says.
 */
public final class GradientCombination {
  private final DeviceCombination combination;

  public GradientCombination(DeviceCombination combination) {
    this.combination = combination;
  }

  /**
   * Σ_t γ_t g_t.
   *
   * @param gradients g, (devices, parameters)
   * @return (parameters)
   */
  public Tensor combine(Backend backend, Tensor gradients) {
    int devices = gradients.shape().dimension(0);
    int parameters = gradients.shape().dimension(1);
    Tensor weights = backend.allocate(Shape.of(1, devices));
    switch (combination) {
      case MIN_NORM ->
          backend.optimizer().minNormWeights(gradients, weights.view(Shape.of(devices)));
      case MEAN -> backend.elementwise().fill(weights, 1f / devices);
      case SUM, SEQUENTIAL, SAMPLED -> backend.elementwise().fill(weights, 1);
    }
    Tensor combined = backend.allocate(Shape.of(1, parameters));
    backend
        .matrix()
        .multiply(new Operand(weights, false), new Operand(gradients, false), null, combined);
    return combined.view(Shape.of(parameters));
  }
}
