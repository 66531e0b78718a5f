package org.jmodnas.supernet;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.SamplingKernels.GatedEdge;

/**
 * The value of a cell's node: the sum over its incoming edges of the gated sampled operations, node
 * = Σ_e (z[e, a]·o_a(x) + Σ_{i≠a} z[e, i]).
 *
 * <p>Since z is one-hot, the value is the plain sum of the executed operations. The gates get
 * ∂L/∂z[e, a] = ⟨g, o_a(x)⟩ and ∂L/∂z[e, i] = Σ g, where g is the gradient of the node (GDAS, Dong
 * and Yang 2019; the same rule as MODNAS).
 */
final class GatedSum {
  private GatedSum() {}

  /**
   * The sum of the edges' outputs.
   *
   * @param gates z
   * @param shape shape of the node
   */
  static Tensor of(Tape tape, List<GatedEdge> edges, Tensor gates, Shape shape) {
    List<Tensor> outputs = new ArrayList<>();
    for (GatedEdge edge : edges) {
      if (edge.output() != null) {
        outputs.add(edge.output());
      }
    }
    Backend backend = tape.backend();
    Tensor node = outputs.isEmpty() ? backend.zeros(shape) : backend.allocate(shape);
    if (!outputs.isEmpty()) {
      backend.elementwise().sum(outputs, node);
    }
    List<Tensor> inputs = new ArrayList<>(outputs);
    inputs.add(gates);
    return tape.record(
        node,
        inputs,
        outputs,
        (gradient, needed) -> {
          Tensor[] gradients = new Tensor[inputs.size()];
          for (int i = 0; i < outputs.size(); i++) {
            gradients[i] = gradient;
          }
          Tensor dz = backend.allocate(gates.shape());
          backend.sampling().gateGradients(gradient, edges, dz);
          gradients[outputs.size()] = dz;
          return gradients;
        });
  }
}
