package org.jmodnas.report.analysis;

import org.jmodnas.report.data.JudgedArchitecture;

/**
 * An architecture on a device.
 *
 * @param number N of {@code RUN#N}; 0 for one that has none
 */
public record DevicePoint(int number, JudgedArchitecture architecture, State state) {

  /** What an architecture is to the front of its device. */
  public enum State {
    /** Feasible, and nothing feasible is better. */
    FRONT,
    /** Feasible, and something feasible is better in every objective. */
    DOMINATED,
    /** Less likely to keep the limits than was asked for. */
    INFEASIBLE,
    /** Drawn uniformly, for comparison. */
    RANDOM,
    /** An objective is not known. */
    INCOMPLETE
  }

  /** The value of an objective; NaN where it is not known. */
  public double value(int objective) {
    return architecture.objectives().get(objective);
  }
}
