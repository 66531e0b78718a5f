package org.jmodnas.search;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.state.StateVisitor;

/** The cross entropies of the passes of a step, which stay on the device until someone asks. */
final class StepLosses {
  private final Tensor values;
  private int count;

  /**
   * Losses.
   *
   * @param values their memory, one for each pass that a step may have
   */
  StepLosses(Tensor values) {
    this.values = values;
  }

  /** The losses of a step with {@code passes} passes, to be written. */
  Tensor begin(int passes) {
    count = passes;
    return values.slice(0, Shape.of(passes));
  }

  /** Lets there have been no step. */
  void forget() {
    count = 0;
  }

  /** Number of passes of the latest step. */
  int count() {
    return count;
  }

  /** Mean of the latest step; waits for it. */
  double mean() {
    double sum = 0;
    for (float loss : values.slice(0, Shape.of(count)).toArray()) {
      sum += loss;
    }
    return sum / count;
  }

  /** Visits the losses of the latest step. */
  void visit(StateVisitor state) {
    state.tensor("losses", values);
    count = (int) state.number("count", count);
  }
}
