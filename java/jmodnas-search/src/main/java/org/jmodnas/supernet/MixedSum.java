package org.jmodnas.supernet;

import java.util.List;
import java.util.stream.Stream;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jspecify.annotations.Nullable;

/**
 * The value of a node whose incoming edges run every operation: node = Σ_e Σ_a z[e, a]·o_a(x) (the
 * mixed operation of DARTS, Liu et al. 2019), with the exact gradients of the gates and of the
 * operations' results.
 */
final class MixedSum {
  /**
   * A summand.
   *
   * @param decision row of z
   * @param operation column of z
   * @param output o_a(x)
   */
  record Term(int decision, int operation, Tensor output) {}

  private MixedSum() {}

  /**
   * The weighted sum of at least one term. What has no term is zero and gives its gate no gradient.
   *
   * @param gates z, (decisions, operations)
   * @param z their values, row-major
   */
  static Tensor of(Tape tape, List<Term> terms, Tensor gates, float[] z) {
    Backend backend = tape.backend();
    int operations = gates.shape().dimension(1);
    List<Tensor> outputs = terms.stream().map(Term::output).toList();
    float[] weights = new float[terms.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = z[terms.get(i).decision * operations + terms.get(i).operation];
    }
    Tensor node = backend.allocate(outputs.get(0).shape());
    backend.elementwise().weightedSum(outputs, weights, node);
    List<Tensor> inputs = Stream.concat(outputs.stream(), Stream.of(gates)).toList();
    return tape.record(
        node,
        inputs,
        tape.tracks(gates) ? outputs : List.of(),
        (gradient, needed) -> {
          @Nullable Tensor[] gradients = new Tensor[inputs.size()];
          for (int i = 0; i < weights.length; i++) {
            if (needed[i]) {
              gradients[i] = scaled(backend, gradient, weights[i]);
            }
          }
          if (needed[weights.length]) {
            gradients[weights.length] = gateGradient(backend, terms, gradient, gates.shape());
          }
          return gradients;
        });
  }

  private static Tensor scaled(Backend backend, Tensor x, float factor) {
    Tensor y = backend.allocate(x.shape());
    backend.elementwise().weightedSum(List.of(x), new float[] {factor}, y);
    return y;
  }

  /** ∂L/∂z[e, a] = ⟨g, o_a(x)⟩ for the gradient g of the node. */
  private static Tensor gateGradient(
      Backend backend, List<Term> terms, Tensor gradient, Shape shape) {
    Tensor dz = backend.zeros(shape);
    for (Term term : terms) {
      int gate = term.decision * shape.dimension(1) + term.operation;
      backend.reduction().dot(gradient, term.output, dz.slice(gate, Shape.of()));
    }
    return dz;
  }
}
