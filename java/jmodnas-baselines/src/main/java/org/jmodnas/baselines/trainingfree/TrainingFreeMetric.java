package org.jmodnas.baselines.trainingfree;

/**
 * A number that a network has before it is trained; {@link TrainingFreeMetrics} knows them by name.
 */
@FunctionalInterface
public interface TrainingFreeMetric {
  /** The value; NaN or infinite if the network has none. */
  double value(Probe probe);
}
