package org.jmodnas.baselines.evolution;

import org.jmodnas.baselines.variation.Variation;
import org.jmodnas.space.Architecture;

/**
 * Random parents, and operators for each decision by itself: pymoo's mating of mixed variables,
 * whose defaults for problems of one variable then hold for every decision.
 */
record RandomMating(Variation variation) implements Mating {
  private static final double SWAP = 0.9 * 0.5;
  private static final double RESAMPLE = 0.5;

  @Override
  public Architecture child(Population parents) {
    Architecture first = parents.random(variation.random()).architecture();
    Architecture second = parents.random(variation.random()).architecture();
    return variation.resampleEach(variation.cross(first, second, SWAP), RESAMPLE);
  }
}
