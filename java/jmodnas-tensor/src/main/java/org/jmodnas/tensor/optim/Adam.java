package org.jmodnas.tensor.optim;

import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.OptimizerKernels;
import org.jmodnas.tensor.backend.OptimizerKernels.Clipping;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.state.StateVisitor;
import org.jspecify.annotations.Nullable;

/** Adam (Kingma and Ba, 2015) with coupled L2, or AdamW (Loshchilov and Hutter, 2019). */
public final class Adam {
  /**
   * Constants of the optimiser.
   *
   * @param decoupled weight decay on the parameters (AdamW) instead of on the gradient (L2)
   */
  public record Config(
      float beta1, float beta2, float epsilon, float weightDecay, boolean decoupled) {
    /** β = (0.9, 0.999), ε = 1e-8, no weight decay. */
    public static Config standard() {
      return new Config(0.9f, 0.999f, 1e-8f, 0, false);
    }
  }

  private final Backend backend;
  private final ParameterSet parameters;
  private final Config config;
  private final OptimizerKernels.Moments moments;
  private int step;

  /** An optimiser whose state the innermost open scope of {@code backend} owns. */
  public Adam(Backend backend, ParameterSet parameters, Config config) {
    this.backend = backend;
    this.parameters = parameters;
    this.config = config;
    this.moments =
        new OptimizerKernels.Moments(
            backend.zeros(parameters.flat().shape()), backend.zeros(parameters.flat().shape()));
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
    step++;
    backend
        .optimizer()
        .adam(
            new OptimizerKernels.Adam(
                learningRate,
                config.beta1(),
                config.beta2(),
                config.epsilon(),
                config.weightDecay(),
                config.decoupled(),
                step,
                factor),
            clipping,
            parameters.flat(),
            gradient,
            moments);
  }

  /** Visits the moments and the number of steps. */
  public void visit(StateVisitor state) {
    state.tensor("first", moments.first());
    state.tensor("second", moments.second());
    step = (int) state.number("step", step);
  }
}
