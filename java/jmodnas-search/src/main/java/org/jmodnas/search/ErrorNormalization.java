package org.jmodnas.search;

import org.jmodnas.objective.RunningRange;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.random.Philox;

/**
 * Where 0 and 1 of the error lie, in units of the cross entropy, known before a step has losses.
 */
final class ErrorNormalization {
  private final ErrorScale scale;
  private final RunningRange range;
  private final ErrorSpread spread;
  private boolean epochStarts = true;

  /**
   * A normalisation by {@code range} or {@code spread}, as {@code scale} says.
   *
   * @param range of the cross entropies of the steps
   */
  ErrorNormalization(ErrorScale scale, RunningRange range, ErrorSpread spread) {
    this.scale = scale;
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

  /** 1 over the cross entropy between 0 and 1. */
  double factor() {
    return switch (scale) {
      case EPOCH -> range.scale();
      case ARCHITECTURES -> 1 / spread.value();
    };
  }

  /** The cross entropy at 0. */
  double lowest() {
    return switch (scale) {
      case EPOCH -> range.lowest();
      case ARCHITECTURES -> spread.lowest();
    };
  }
}
