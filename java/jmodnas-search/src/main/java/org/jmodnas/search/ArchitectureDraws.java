package org.jmodnas.search;

import java.util.List;
import org.jmodnas.sampling.Preference;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;

/**
 * What a step draws for its target devices: a preference r for each and the gates z that it leads
 * to.
 *
 * @param tape watches {@code alpha}, on which {@code gates} depends
 * @param alpha α, (devices, decisions, choices)
 * @param gates z, of the same shape
 */
record ArchitectureDraws(List<Preference> preferences, Tape tape, Tensor alpha, Tensor gates)
    implements AutoCloseable {
  /** Shape of the gates of one device. */
  Shape shape() {
    return Shape.of(alpha.shape().dimension(1), alpha.shape().dimension(2));
  }

  /** The gates of device t. */
  Tensor gates(int t) {
    return gates.slice(t * shape().size(), shape());
  }

  /** The gradients of α that have these of z. */
  Tensor alphaGradient(Tensor gateGradient) {
    return tape.backward(gates, gateGradient).get(alpha);
  }

  @Override
  public void close() {
    tape.close();
  }
}
