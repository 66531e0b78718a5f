package org.jmodnas.tensor.optim;

import java.util.List;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ElementwiseKernels;
import org.jmodnas.tensor.nn.ParameterSet;

/**
 * Stochastic gradient descent with Nesterov's momentum (Sutskever et al., 2013, in the form that
 * PyTorch computes) and coupled weight decay: d = g + decay·p, v ← momentum·v + d, p ← p − rate·(d
 * + momentum·v).
 */
public final class NesterovSgd {
  private final Backend backend;
  private final ParameterSet parameters;
  private final float momentum;
  private final float weightDecay;
  private final Tensor velocity;

  /** An optimiser whose state the innermost open scope of {@code backend} owns. */
  public NesterovSgd(Backend backend, ParameterSet parameters, float momentum, float weightDecay) {
    this.backend = backend;
    this.parameters = parameters;
    this.momentum = momentum;
    this.weightDecay = weightDecay;
    this.velocity = backend.zeros(parameters.flat().shape());
  }

  /** v, laid out as {@link ParameterSet#flat}; with the parameters, the whole state. */
  public Tensor velocity() {
    return velocity;
  }

  /**
   * One step.
   *
   * @param gradient laid out as {@link ParameterSet#flat}
   */
  public void step(Tensor gradient, float learningRate) {
    Tensor p = parameters.flat();
    ElementwiseKernels kernels = backend.elementwise();
    try (TensorScope scope = backend.openScope()) {
      Tensor d = backend.allocate(p.shape());
      kernels.weightedSum(List.of(gradient, p), new float[] {1, weightDecay}, d);
      Tensor v = backend.allocate(p.shape());
      kernels.weightedSum(List.of(velocity, d), new float[] {momentum, 1}, v);
      Tensor next = backend.allocate(p.shape());
      kernels.weightedSum(
          List.of(p, d, v), new float[] {1, -learningRate, -learningRate * momentum}, next);
      kernels.copy(v, velocity);
      kernels.copy(next, p);
    }
  }
}
