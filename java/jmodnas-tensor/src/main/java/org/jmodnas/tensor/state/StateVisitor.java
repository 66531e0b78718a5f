package org.jmodnas.tensor.state;

import org.jmodnas.tensor.Tensor;

/**
 * Visits everything that a part of a computation changes as it goes on, to save it or to restore
 * it. A part has one method for both, so what is saved is what is restored:
 *
 * <pre>{@code
 * void visit(StateVisitor state) {
 *   state.tensor("velocity", velocity);
 *   step = (int) state.number("step", step);
 * }
 * }</pre>
 */
public interface StateVisitor {
  /** Visits a tensor: reads its values, or sets them. */
  void tensor(String name, Tensor tensor);

  /**
   * Visits a number.
   *
   * @param value what it is now
   * @return what it is to be: {@code value} itself, or the one restored
   */
  double number(String name, double value);

  /** The same visitor for a part, whose names begin with {@code prefix}. */
  default StateVisitor within(String prefix) {
    return new StateVisitor() {
      @Override
      public void tensor(String name, Tensor tensor) {
        StateVisitor.this.tensor(prefix + name, tensor);
      }

      @Override
      public double number(String name, double value) {
        return StateVisitor.this.number(prefix + name, value);
      }
    };
  }
}
