package org.jmodnas.search;

/** Told of the progress of a search. */
@FunctionalInterface
public interface SearchListener {
  /** Does nothing. */
  SearchListener SILENT = (step, steps, trainingLoss, validationLoss) -> {};

  /**
   * A step has ended.
   *
   * @param trainingLoss mean cross entropy of the weight step, in nats
   * @param validationLoss mean cross entropy of the architecture step; NaN during warm-up
   */
  void stepEnded(int step, int steps, double trainingLoss, double validationLoss);
}
