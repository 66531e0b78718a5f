package org.jmodnas.training;

/** Hears of a training while it runs, on its thread. */
public interface TrainingListener {
  /**
   * An epoch has run, and can be gone on from.
   *
   * @param seconds that the training took so far
   */
  void epoch(EpochReport report, double seconds);

  /** Something that the user should know and that does not stop the training. */
  void warning(String message);
}
