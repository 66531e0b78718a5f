package org.jmodnas.baselines;

import org.jmodnas.tensor.ConfigurationException;

/**
 * How thoroughly an architecture is evaluated.
 *
 * @param name such as {@code e12}, for a training of 12 epochs
 * @param cost of an evaluation as a share of a full one, in (0, 1]
 */
public record Fidelity(String name, double cost) {
  /** A full evaluation, which counts as one. */
  public static final Fidelity FULL = new Fidelity("full", 1);

  public Fidelity {
    if (!(cost > 0 && cost <= 1)) {
      throw new ConfigurationException(
          "A fidelity costs a share in (0, 1] of a full evaluation, '%s' costs '%s'"
              .formatted(name, cost));
    }
  }
}
