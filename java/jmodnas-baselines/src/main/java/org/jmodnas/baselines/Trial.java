package org.jmodnas.baselines;

import org.jmodnas.space.Architecture;

/** An architecture to evaluate, and how thoroughly. */
public record Trial(Architecture architecture, Fidelity fidelity) {
  /** A full evaluation of {@code architecture}. */
  public static Trial full(Architecture architecture) {
    return new Trial(architecture, Fidelity.FULL);
  }
}
