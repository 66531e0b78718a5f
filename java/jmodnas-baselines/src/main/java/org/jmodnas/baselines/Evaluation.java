package org.jmodnas.baselines;

import java.util.Arrays;
import org.jmodnas.space.Architecture;

/**
 * What a trial gave.
 *
 * @param objectives (M), all minimised, scaled as the benchmark says; +∞ in every one if the
 *     architecture cannot run on the device, so that whatever can run dominates it
 */
public record Evaluation(Trial trial, double[] objectives) {
  public Evaluation {
    objectives = objectives.clone();
    for (double objective : objectives) {
      if (Double.isNaN(objective) || objective == Double.NEGATIVE_INFINITY) {
        throw new IllegalArgumentException(
            "An objective is a number or +∞, got " + Arrays.toString(objectives));
      }
    }
  }

  /** The evaluation of an architecture that cannot run on the device. */
  public static Evaluation infeasible(Trial trial, int objectives) {
    double[] worst = new double[objectives];
    Arrays.fill(worst, Double.POSITIVE_INFINITY);
    return new Evaluation(trial, worst);
  }

  /** What was evaluated. */
  public Architecture architecture() {
    return trial.architecture();
  }

  /** Whether the architecture can run on the device. */
  public boolean isFeasible() {
    return Double.isFinite(Arrays.stream(objectives).max().orElseThrow());
  }

  /** Whether this was a full evaluation. */
  public boolean isFull() {
    return trial.fidelity().equals(Fidelity.FULL);
  }

  @Override
  public double[] objectives() {
    return objectives.clone();
  }
}
