package org.jmodnas.search;

/** Told of the progress of a search. */
@FunctionalInterface
public interface SearchListener {
  /** Does nothing. */
  SearchListener SILENT = (step, steps, losses) -> {};

  /** A step has ended, or is under way on an asynchronous backend. */
  void stepEnded(int step, int steps, Losses losses);

  /**
   * Mean cross entropies of the step, in nats. On a GPU reading one means waiting for the step and
   * one copy, so ask for what is shown.
   */
  interface Losses {
    /** Of the weight step. */
    double training();

    /** Of the architecture step; NaN during warm-up. */
    double validation();
  }
}
