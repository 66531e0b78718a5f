package org.jmodnas.baselines.evolution;

import org.jmodnas.space.Architecture;

/** Makes a child from members of a population. */
@FunctionalInterface
interface Mating {
  Architecture child(Population parents);
}
