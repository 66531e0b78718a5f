package org.jmodnas.search;

import org.jmodnas.objective.RunningRange;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.tensor.state.StateVisitor;

/**
 * How an error is made comparable with the metrics, known before a step has losses.
 *
 * <p>A weighted sum needs to know only how much differences count: the quartiles' distance is 1.
 * For what compares levels, 0 is the least and 1 the 90th percentile of architectures, as metrics
 * are 0 and 1 at the ends of theirs.
 */
final class ErrorNormalization {
  private final ErrorScale scale;
  private final boolean levels;
  private final RunningRange range;
  private final ErrorSpread spread;
  private boolean epochStarts = true;

  /**
   * A normalisation by {@code range} or {@code spread}, as {@code scale} says.
   *
   * @param levels whether the value of the normalised error counts, and not its differences alone
   * @param range of the cross entropies of the steps
   */
  ErrorNormalization(ErrorScale scale, boolean levels, RunningRange range, ErrorSpread spread) {
    this.scale = scale;
    this.levels = levels;
    this.range = range;
    this.spread = spread;
  }

  /** Starts a new epoch: everything is measured anew. */
  void startEpoch() {
    epochStarts = true;
  }

  /** Takes the losses of the step before into account. */
  void observe(float[] losses) {
    for (float loss : losses) {
      range.add(loss);
    }
    if (epochStarts) {
      range.restart();
    }
  }

  /** Begins a step on a batch, which at the start of an epoch may be measured. */
  void begin(Tensor features, int[] labels, Philox random) {
    if (epochStarts && scale == ErrorScale.ARCHITECTURES) {
      spread.measure(features, labels, random);
    }
    epochStarts = false;
  }

  /** What the cross entropy is multiplied by. */
  double factor() {
    return switch (scale) {
      case EPOCH -> range.scale();
      case ARCHITECTURES ->
          1 / (levels ? spread.distances().range() : spread.distances().quartiles());
    };
  }

  /** The normalised error where {@link #compared} is 0. */
  double shift() {
    return factor()
        * switch (scale) {
          case EPOCH -> -range.lowest();
          case ARCHITECTURES -> spread.distances().mean();
        };
  }

  /**
   * The cross entropies of a step, or how far they lie from those of the other architectures on the
   * same images: between batches they differ more than between architectures, and a scalarisation
   * that compares the error with a metric would see little but that.
   */
  Tensor compared(Backend backend, Tensor losses, Baseline baseline) {
    if (!levels || scale == ErrorScale.EPOCH) {
      return losses;
    }
    return baseline.deviations(backend, losses);
  }

  /** Visits what is known of the errors. */
  void visit(StateVisitor state) {
    range.visit(state.within("range."));
    spread.visit(state.within("spread."));
    epochStarts = state.number("epoch-starts", epochStarts ? 1 : 0) == 1;
  }
}
