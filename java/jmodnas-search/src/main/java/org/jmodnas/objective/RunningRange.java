package org.jmodnas.objective;

import org.jmodnas.tensor.state.StateVisitor;

/**
 * Normalises an objective by the range of the values seen: (value − minimum) / (maximum − minimum).
 *
 * <p>Until enough values are known it leaves values as they are, so that no first step is out of
 * proportion; an epoch's range takes over from the last one's only then.
 */
public final class RunningRange {
  private final int enough;
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;
  private int count;
  private double scale = 1;
  private double lowest;

  /** A range that is trusted once it holds {@code enough} values. */
  public RunningRange(int enough) {
    this.enough = enough;
  }

  /** Takes {@code value} into account. */
  public void add(double value) {
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
    count++;
    if (count >= enough && maximum > minimum) {
      scale = 1 / (maximum - minimum);
      lowest = minimum;
    }
  }

  /** Factor that brings differences of the objective to the scale of the range. */
  public double scale() {
    return scale;
  }

  /** The value that becomes 0. */
  public double lowest() {
    return lowest;
  }

  /** Forgets the values but keeps the range until enough new ones are known. */
  public void restart() {
    minimum = Double.POSITIVE_INFINITY;
    maximum = Double.NEGATIVE_INFINITY;
    count = 0;
  }

  /** Visits what is known of the values. */
  public void visit(StateVisitor state) {
    minimum = state.number("minimum", minimum);
    maximum = state.number("maximum", maximum);
    count = (int) state.number("count", count);
    scale = state.number("scale", scale);
    lowest = state.number("lowest", lowest);
  }
}
