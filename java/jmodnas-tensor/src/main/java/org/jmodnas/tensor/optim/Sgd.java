package org.jmodnas.tensor.optim;

import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.OptimizerKernels;
import org.jmodnas.tensor.backend.OptimizerKernels.Clipping;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.state.StateVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Stochastic gradient descent with momentum and coupled weight decay: v ← momentum·v + (g +
 * decay·p), p ← p − rate·v.
 */
public final class Sgd {
  private final Backend backend;
  private final ParameterSet parameters;
  private final float momentum;
  private final float weightDecay;
  private final Tensor velocity;

  /** An optimiser whose state the innermost open scope of {@code backend} owns. */
  public Sgd(Backend backend, ParameterSet parameters, float momentum, float weightDecay) {
    this.backend = backend;
    this.parameters = parameters;
    this.momentum = momentum;
    this.weightDecay = weightDecay;
    this.velocity = backend.zeros(parameters.flat().shape());
  }

  /**
   * One step.
   *
   * @param gradient laid out as {@link ParameterSet#flat}
   */
  public void step(Tensor gradient, float learningRate) {
    step(gradient, learningRate, 1, null);
  }

  /**
   * One step along a gradient that is multiplied by {@code factor} and clipped.
   *
   * @param clipping bound of the norm, or null for none
   */
  public void step(Tensor gradient, float learningRate, float factor, @Nullable Clipping clipping) {
    backend
        .optimizer()
        .sgd(
            new OptimizerKernels.Sgd(learningRate, momentum, weightDecay, factor),
            clipping,
            parameters.flat(),
            gradient,
            velocity);
  }

  /** Visits the velocity. */
  public void visit(StateVisitor state) {
    state.tensor("velocity", velocity);
  }
}
