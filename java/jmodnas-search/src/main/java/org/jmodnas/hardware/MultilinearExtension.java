package org.jmodnas.hardware;

import java.util.List;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Matrix;
import org.jmodnas.tensor.ops.Shaping;

/**
 * The multilinear extension of values that are known for every architecture of a space: F(z) = f₀ +
 * Σ_a (f(a) − f₀)·Π_e z[e, a_e], with f₀ the least of them.
 *
 * <p>At an architecture it is the value of that architecture, and its derivative by z[e, o] is how
 * far above f₀ the value would be after a change of decision e to o. Its gradient at drawn
 * architectures is therefore an unbiased estimate of the gradient of the expected value by the
 * probabilities ("local expectation gradients", Titsias and Lázaro-Gredilla, 2015), however the
 * decisions interact.
 */
final class MultilinearExtension implements MetricFunction {
  private final int decisions;
  private final int choices;
  private final double lowest;
  private final double range;

  /** Scaled to [0, 1], (choices of the last decision, all others with the last one fastest). */
  private final Tensor table;

  /**
   * The extension, owned by the innermost open scope.
   *
   * @param values by architecture index, finite and not all equal
   * @param lowest the least of them
   * @param range the largest less the least
   */
  MultilinearExtension(
      SearchSpace space, double[] values, double lowest, double range, Backend backend) {
    this.decisions = space.decisions().size();
    this.choices = space.decisions().get(0).choices().size();
    this.lowest = lowest;
    this.range = range;
    int others = values.length / choices;
    float[] scaled = new float[values.length];
    for (int index = 0; index < values.length; index++) {
      int[] taken = space.architecture(index).choices();
      int place = taken[decisions - 1];
      for (int decision = 0; decision < decisions - 1; decision++) {
        place = place * choices + taken[decision];
      }
      scaled[place] = (float) ((values[index] - lowest) / range);
    }
    this.table = backend.tensor(Shape.of(choices, others), scaled);
  }

  @Override
  public Tensor predict(Tape tape, Tensor gates, List<TargetDevice> devices) {
    int pairs = gates.shape().dimension(0);
    int left = table.shape().dimension(1);
    Tensor last =
        Shaping.view(tape, decision(tape, gates, decisions - 1), Shape.of(pairs, choices));
    Tensor sums = Matrix.multiply(tape, last, table);
    for (int decision = decisions - 2; decision >= 0; decision--) {
      left /= choices;
      Tensor rows = Shaping.view(tape, sums, Shape.of(pairs, left, choices));
      Tensor column =
          Shaping.view(tape, decision(tape, gates, decision), Shape.of(pairs, choices, 1));
      sums = Matrix.multiply(tape, rows, column);
    }
    Tensor scaled = Shaping.view(tape, sums, Shape.of(pairs, 1));
    return Elementwise.affine(tape, scaled, (float) range, (float) lowest);
  }

  /** The gates of one decision, (pairs, 1, choices). */
  private Tensor decision(Tape tape, Tensor gates, int decision) {
    int pairs = gates.shape().dimension(0);
    float[] selector = new float[pairs * decisions];
    for (int pair = 0; pair < pairs; pair++) {
      selector[pair * decisions + decision] = 1;
    }
    Tensor rows = tape.backend().tensor(Shape.of(pairs, 1, decisions), selector);
    return Matrix.multiply(tape, rows, gates);
  }
}
