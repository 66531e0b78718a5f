package org.jmodnas.baselines.cmaes;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.tensor.random.Philox;

/**
 * The evolution strategy with covariance matrix adaptation, (μ/μ_w, λ)-CMA-ES with the constants of
 * Hansen, "The CMA evolution strategy: a tutorial" (arXiv 1604.00772, 2016), positive weights only.
 * Minimises by asking for points and being told their values.
 */
public final class CmaEs {
  private static final double SMALLEST_VARIANCE = 1e-20;

  private final int dimensions;
  private final Strategy strategy;
  private final double[] mean;
  private double sigma;
  private final double[] sigmaPath;
  private final double[] covariancePath;
  private final double[][] covariance;
  private SymmetricEigen eigen;
  private int generation;

  /**
   * A strategy at its beginning, of covariance σ² I.
   *
   * @param mean of the first points
   * @param sigma their deviation in each coordinate
   * @param population how many points {@link #tell} takes, at least 2
   */
  public CmaEs(double[] mean, double sigma, int population) {
    if (population < 2 || !(sigma > 0)) {
      throw new IllegalArgumentException(
          "A population has at least 2 points and a deviation above 0, got %d and %s"
              .formatted(population, sigma));
    }
    dimensions = mean.length;
    strategy = new Strategy(dimensions, population);
    this.mean = mean.clone();
    this.sigma = sigma;
    sigmaPath = new double[dimensions];
    covariancePath = new double[dimensions];
    covariance = new double[dimensions][dimensions];
    for (int i = 0; i < dimensions; i++) {
      covariance[i][i] = 1;
    }
    eigen = new SymmetricEigen(covariance);
  }

  /** The common population size for {@code dimensions}: 4 + ⌊3 ln n⌋. */
  public static int population(int dimensions) {
    return 4 + (int) (3 * Math.log(dimensions));
  }

  /** A point of the current distribution. */
  public double[] ask(Philox random) {
    double[] point = mean.clone();
    for (int axis = 0; axis < dimensions; axis++) {
      double length = sigma * Math.sqrt(variance(axis)) * random.nextGaussian();
      for (int i = 0; i < dimensions; i++) {
        point[i] += length * eigen.vector(i, axis);
      }
    }
    return point;
  }

  /**
   * Adapts the distribution to the values of as many points as the population has. They need not be
   * those that were asked for, so that a point can be moved into bounds.
   */
  public void tell(List<double[]> points, double... values) {
    if (points.size() != strategy.population() || values.length != strategy.population()) {
      throw new IllegalArgumentException(
          "Expected %d points and values, got %d and %d"
              .formatted(strategy.population(), points.size(), values.length));
    }
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[][] steps = new double[strategy.parents()][dimensions];
    double[] step = new double[dimensions];
    for (int rank = 0; rank < steps.length; rank++) {
      for (int i = 0; i < dimensions; i++) {
        steps[rank][i] = (points.get(order[rank])[i] - mean[i]) / sigma;
        step[i] += strategy.weight(rank) * steps[rank][i];
      }
    }
    adapt(step, steps);
  }

  /** The deviation σ that the covariance is multiplied by. */
  public double sigma() {
    return sigma;
  }

  /** The mean of the current distribution. */
  public double[] mean() {
    return mean.clone();
  }

  private void adapt(double[] step, double[][] steps) {
    generation++;
    double[] white = whitened(step);
    double length = 0;
    for (int i = 0; i < dimensions; i++) {
      mean[i] += sigma * step[i];
      sigmaPath[i] += strategy.sigmaRate() * (-sigmaPath[i]);
      sigmaPath[i] += strategy.sigmaGain() * white[i];
      length += sigmaPath[i] * sigmaPath[i];
    }
    length = Math.sqrt(length);
    boolean steady = strategy.isSteady(length, generation);
    for (int i = 0; i < dimensions; i++) {
      covariancePath[i] *= 1 - strategy.covarianceRate();
      covariancePath[i] += steady ? strategy.covarianceGain() * step[i] : 0;
    }
    adaptCovariance(steps, steady);
    sigma *= strategy.sigmaFactor(length);
    eigen = new SymmetricEigen(covariance);
  }

  private void adaptCovariance(double[][] steps, boolean steady) {
    double kept = strategy.keptCovariance(steady);
    for (int i = 0; i < dimensions; i++) {
      for (int j = 0; j <= i; j++) {
        double updated = kept * covariance[i][j];
        updated += strategy.rankOneRate() * covariancePath[i] * covariancePath[j];
        for (int rank = 0; rank < steps.length; rank++) {
          updated +=
              strategy.rankMuRate() * strategy.weight(rank) * steps[rank][i] * steps[rank][j];
        }
        covariance[i][j] = updated;
        covariance[j][i] = updated;
      }
    }
  }

  /** C^(−1/2) times {@code step}. */
  private double[] whitened(double[] step) {
    double[] white = new double[dimensions];
    for (int axis = 0; axis < dimensions; axis++) {
      double along = 0;
      for (int i = 0; i < dimensions; i++) {
        along += eigen.vector(i, axis) * step[i];
      }
      along /= Math.sqrt(variance(axis));
      for (int i = 0; i < dimensions; i++) {
        white[i] += along * eigen.vector(i, axis);
      }
    }
    return white;
  }

  private double variance(int axis) {
    return Math.max(eigen.value(axis), SMALLEST_VARIANCE);
  }
}
