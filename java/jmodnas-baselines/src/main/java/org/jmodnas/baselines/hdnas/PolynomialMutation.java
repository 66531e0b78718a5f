package org.jmodnas.baselines.hdnas;

import org.jmodnas.tensor.random.Philox;

/**
 * Polynomial mutation on [0, 1] (Deb and Goyal, 1996; with bounds as in Deb's NSGA-II code).
 *
 * @param probability that a gene mutates
 * @param index of the distribution: the greater, the less a gene moves
 */
record PolynomialMutation(double probability, double index) {
  private static final double EITHER = 0.5;

  /** Mutates in place. */
  void mutate(double[] genes, Philox random) {
    for (int i = 0; i < genes.length; i++) {
      if (random.nextDouble() < probability) {
        genes[i] = mutated(genes[i], random.nextDouble());
      }
    }
  }

  /** The mutated gene, by a number drawn uniformly: down below 1/2, else up. */
  double mutated(double gene, double uniform) {
    return uniform < EITHER
        ? Math.max(gene - step(2 * uniform, gene), 0)
        : Math.min(gene + step(2 * (1 - uniform), 1 - gene), 1);
  }

  /** The step towards a bound that is {@code room} away. */
  private double step(double tail, double room) {
    double power = tail + (1 - tail) * Math.pow(1 - room, index + 1);
    return 1 - Math.pow(power, 1 / (index + 1));
  }
}
