package org.jmodnas.baselines.cmaes;

/** The constants of CMA-ES for n dimensions and λ points, by table 1 of Hansen's tutorial. */
final class Strategy {
  private final int dimensions;
  private final int population;
  private final double[] weights;
  private final double effective;
  private final double sigmaRate;
  private final double covarianceRate;
  private final double rankOneRate;
  private final double rankMuRate;
  private final double expectedLength;

  Strategy(int dimensions, int population) {
    this.dimensions = dimensions;
    this.population = population;
    weights = weights(population);
    double squares = 0;
    for (double weight : weights) {
      squares += weight * weight;
    }
    double n = dimensions;
    effective = 1 / squares;
    sigmaRate = (effective + 2) / (n + effective + 5);
    covarianceRate = (4 + effective / n) / (n + 4 + 2 * effective / n);
    rankOneRate = 2 / ((n + 1.3) * (n + 1.3) + effective);
    rankMuRate =
        Math.min(
            1 - rankOneRate,
            2 * (.25 + effective + 1 / effective - 2) / ((n + 2) * (n + 2) + effective));
    expectedLength = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
  }

  /** ln((λ + 1) / 2) − ln i for the better half, of sum 1. */
  private static double[] weights(int population) {
    double[] weights = new double[population / 2];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.log((population + 1) / 2.0) - Math.log(i + 1);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** λ. */
  int population() {
    return population;
  }

  /** μ, the number of points that move the mean. */
  int parents() {
    return weights.length;
  }

  /** The weight of the point of this rank, 0 the best. */
  double weight(int rank) {
    return weights[rank];
  }

  /** c_σ. */
  double sigmaRate() {
    return sigmaRate;
  }

  /** √(c_σ (2 − c_σ) μ_eff). */
  double sigmaGain() {
    return gain(sigmaRate);
  }

  /** c_c. */
  double covarianceRate() {
    return covarianceRate;
  }

  /** √(c_c (2 − c_c) μ_eff). */
  double covarianceGain() {
    return gain(covarianceRate);
  }

  /** c₁. */
  double rankOneRate() {
    return rankOneRate;
  }

  /** c_μ. */
  double rankMuRate() {
    return rankMuRate;
  }

  /** What remains of the old covariance; more where the path got no step. */
  double keptCovariance(boolean steady) {
    double lost = steady ? 0 : covarianceRate * (2 - covarianceRate);
    return 1 - rankOneRate - rankMuRate + rankOneRate * lost;
  }

  /** h_σ: whether the step size path is too short for the step size to be growing fast. */
  boolean isSteady(double pathLength, int generation) {
    double settled = Math.sqrt(1 - Math.pow(1 - sigmaRate, 2.0 * generation));
    return pathLength / settled < (1.4 + 2.0 / (dimensions + 1)) * expectedLength;
  }

  /** What the step size is multiplied by. */
  double sigmaFactor(double pathLength) {
    double damping =
        1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (dimensions + 1)) - 1) + sigmaRate;
    return Math.exp(sigmaRate / damping * (pathLength / expectedLength - 1));
  }

  private double gain(double rate) {
    return Math.sqrt(rate * (2 - rate) * effective);
  }
}
