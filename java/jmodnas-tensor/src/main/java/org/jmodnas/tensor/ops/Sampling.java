package org.jmodnas.tensor.ops;

import java.util.List;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.SamplingKernels.Sampler;
import org.jmodnas.tensor.random.Philox;

/** Gates drawn from architecture parameters, with the sampler's estimate of the gradient. */
public final class Sampling {
  private Sampling() {}

  /**
   * Gates z for all decisions of all devices.
   *
   * @param alpha α, (devices, decisions, choices)
   * @param streams the random numbers of each device
   * @return z, of the shape of α
   */
  public static Tensor draw(Tape tape, Sampler sampler, Tensor alpha, List<Philox> streams) {
    if (alpha.shape().rank() != 3 || alpha.shape().dimension(0) != streams.size()) {
      throw new ShapeMismatchException(
          "draw", "(" + streams.size() + ", decisions, choices)", alpha.shape());
    }
    Backend backend = tape.backend();
    Tensor gates = backend.allocate(alpha.shape());
    Tensor probabilities = backend.allocate(alpha.shape());
    backend.sampling().sample(sampler, alpha, streams, gates, probabilities);
    return tape.record(
        gates,
        List.of(alpha),
        List.of(gates, probabilities),
        (dz, needed) -> {
          Tensor dalpha = backend.allocate(alpha.shape());
          backend.sampling().backward(sampler, gates, probabilities, dz, dalpha);
          return new Tensor[] {dalpha};
        });
  }
}
