package org.jmodnas.baselines.hdnas;

import org.jmodnas.tensor.random.Philox;

/**
 * Simulated binary crossover on [0, 1] (Deb and Agrawal, 1995; with bounds as in Deb's NSGA-II
 * code): a pair crosses with some probability, then every gene of it with probability 1/2.
 *
 * @param probability that a pair crosses
 * @param index of the distribution: the greater, the nearer children are to their parents
 */
record SimulatedBinaryCrossover(double probability, double index) {
  private static final double EITHER = 0.5;
  private static final double ALIKE = 1e-14;

  /** Turns parents into children, in place. */
  void cross(double[] first, double[] second, Philox random) {
    if (random.nextDouble() >= probability) {
      return;
    }
    for (int i = 0; i < first.length; i++) {
      if (random.nextDouble() < EITHER && Math.abs(first[i] - second[i]) > ALIKE) {
        double[] children =
            children(
                Math.min(first[i], second[i]), Math.max(first[i], second[i]), random.nextDouble());
        int lower = random.nextDouble() < EITHER ? 0 : 1;
        first[i] = children[lower];
        second[i] = children[1 - lower];
      }
    }
  }

  /** The two children of a lower and an upper gene, by a number drawn uniformly. */
  double[] children(double lower, double upper, double uniform) {
    double mean = (lower + upper) / 2;
    double half = (upper - lower) / 2;
    return new double[] {
      Math.max(mean - half * spread(uniform, lower / half), 0),
      Math.min(mean + half * spread(uniform, (1 - upper) / half), 1)
    };
  }

  /** How much farther from their mean children are than parents, with room up to a bound. */
  private double spread(double uniform, double room) {
    double alpha = 2 - Math.pow(1 + room, -(index + 1));
    double drawn = uniform * alpha;
    return Math.pow(drawn <= 1 ? drawn : 1 / (2 - drawn), 1 / (index + 1));
  }
}
