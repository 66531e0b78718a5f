package org.jmodnas.baselines.hdnas;

import org.jmodnas.baselines.rescoring.Candidate;

/**
 * A member of the population.
 *
 * @param genes a matrix of {@link RealEncoding}
 * @param candidate the architecture they stand for; its criteria are −φ and Ψ
 * @param diversity χ among those it was born with
 */
record Individual(double[] genes, Candidate candidate, double diversity) {}
