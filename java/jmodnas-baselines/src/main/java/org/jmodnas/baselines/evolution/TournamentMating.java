package org.jmodnas.baselines.evolution;

import org.jmodnas.baselines.evolution.Population.Individual;
import org.jmodnas.baselines.variation.Variation;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.random.Philox;

/** Parents by binary tournament, uniform crossover, and mutation to other choices. */
record TournamentMating(Variation variation, Nsga2.Settings settings) implements Mating {
  private static final double EITHER = 0.5;

  @Override
  public Architecture child(Population parents) {
    Philox random = variation.random();
    Architecture child = winner(parents).architecture();
    Architecture other = winner(parents).architecture();
    if (random.nextDouble() < settings.crossover()) {
      child = variation.cross(child, other, EITHER);
    }
    return variation.mutateEach(child, settings.mutations() / child.choices().length);
  }

  private Individual winner(Population parents) {
    Individual first = parents.random(variation.random());
    Individual second = parents.random(variation.random());
    // Both are random, so of equal ones a random one wins.
    return Population.BEST_FIRST.compare(first, second) <= 0 ? first : second;
  }
}
