package org.jmodnas.supernet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.SamplingKernels.GatedEdge;

/**
 * A decision of a supernet between operations: runs the sampled one, or all of them weighted where
 * the gates are dense, and leads the gradient to the gates z.
 *
 * <p>The gate of the sampled operation a gets ∂L/∂z[a] = ⟨g, o_a(x)⟩, every other one Σ g, where g
 * is the gradient of the result (GDAS, Dong and Yang 2019).
 */
public final class MixedOperation {
  private MixedOperation() {}

  /**
   * The value of a decision.
   *
   * @param decision its number in the space
   * @param operations one for each choice; each makes its output when asked for it, all of one
   *     shape
   * @return of that shape; a tensor of its own unless the sampled operation returns its input and
   *     no gradient of the gates is wanted
   */
  public static Tensor of(
      Tape tape, SampledArchitecture sample, int decision, List<Supplier<Tensor>> operations) {
    Tensor dense = sample.denseGates();
    if (dense != null) {
      List<MixedSum.Term> terms = new ArrayList<>();
      for (int choice = 0; choice < operations.size(); choice++) {
        terms.add(new MixedSum.Term(decision, choice, operations.get(choice).get()));
      }
      return MixedSum.of(tape, terms, dense, sample.weights());
    }
    int choice = sample.choice(decision);
    Tensor output = operations.get(choice).get();
    Tensor gates = sample.trackedGates(tape);
    return gates == null
        ? output
        : GatedSum.of(
            tape, List.of(new GatedEdge(decision, choice, output)), gates, output.shape());
  }
}
