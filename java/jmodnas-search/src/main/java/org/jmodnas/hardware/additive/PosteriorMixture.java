package org.jmodnas.hardware.additive;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The posterior of a device's coefficients: Gaussians that differ in what its runtime prunes, in
 * the component of the prior, in the noise of a measurement, in which measurement is an outlier and
 * in how much a choice's cost differs from place to place, weighted by the evidence that the
 * measurements give for each.
 */
final class PosteriorMixture {
  /** Variances of the noise, in the squared unit of the prior. */
  private static final double[] NOISES = {1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2};

  /** Variances of the coefficients that are not shared, likewise. */
  private static final double[] OWN_VARIANCES = {0, 1e-6, 1e-5, 1e-4, 1e-3};

  /** Most measurements of which each may be the outlier. */
  private static final int MOST_SINGLE = 64;

  /** Logarithm of a weight that counts for nothing beside the largest. */
  private static final double NEGLIGIBLE = Math.log(1e-9);

  private final AdditivePrior prior;
  private final AdditiveFeatures features;

  PosteriorMixture(AdditivePrior prior, AdditiveFeatures features) {
    this.prior = prior;
    this.features = features;
  }

  /**
   * A distribution of {@link AdditiveFeatures#joint} coefficients by its first two moments, in the
   * metric's unit.
   *
   * @param noise variance of a measurement
   */
  record Moments(double[] mean, double[][] covariance, double noise) {}

  /**
   * A Gaussian of the mixture.
   *
   * @param logWeight lacks a constant
   * @param start where its coefficients lie in the joint ones
   * @param unit of its regression in the metric's
   */
  private record Component(
      double logWeight,
      int start,
      double unit,
      NoisyRegression regression,
      NoisyRegression.Around around,
      int outlier) {}

  /** The moments of the posterior, given what was measured. */
  Moments fit(Measurements measured) {
    List<Component> components = new ArrayList<>();
    for (Pruning pruning : Pruning.values()) {
      RealMatrix design = new Array2DRowRealMatrix(measured.features(features, pruning), false);
      List<RealVector> centres = centres();
      double unit = unit(design, centres, measured);
      Observations data = observations(design, measured, unit);
      for (double own : OWN_VARIANCES) {
        RealMatrix covariance = prior.covariance(features, own);
        for (double noise : NOISES) {
          NoisyRegression regression = new NoisyRegression(data, covariance, noise);
          for (int t = 0; t < centres.size(); t++) {
            NoisyRegression.Around around = regression.around(centres.get(t));
            double logPrior =
                Math.log(prior.probability(t, pruning)) - measured.size() * Math.log(unit);
            for (int outlier = NoisyRegression.NONE; outlier < data.single(); outlier++) {
              components.add(
                  new Component(
                      logPrior + around.logEvidence(outlier),
                      pruning.ordinal() * features.size(),
                      unit,
                      regression,
                      around,
                      outlier));
            }
          }
        }
      }
    }
    return moments(components);
  }

  private static Observations observations(RealMatrix design, Measurements measured, double unit) {
    RealVector values = new ArrayRealVector(measured.size());
    for (int i = 0; i < measured.size(); i++) {
      values.setEntry(i, measured.values().get(i) / unit);
    }
    return measured.size() <= MOST_SINGLE
        ? Observations.all(design, values)
        : Observations.of(design, values);
  }

  private Moments moments(List<Component> all) {
    double largest = all.stream().mapToDouble(Component::logWeight).max().orElseThrow();
    List<Component> components =
        all.stream().filter(each -> each.logWeight > largest + NEGLIGIBLE).toList();
    double total =
        components.stream().mapToDouble(each -> Math.exp(each.logWeight - largest)).sum();
    int size = Pruning.values().length * features.size();
    double[] mean = new double[size];
    double[][] second = new double[size][size];
    double noise = 0;
    for (Component each : components) {
      double weight = Math.exp(each.logWeight - largest) / total;
      double squared = weight * each.unit * each.unit;
      RealVector centre = each.around.mean(each.outlier);
      RealMatrix covariance = each.regression.covariance(each.outlier);
      for (int i = 0; i < features.size(); i++) {
        mean[each.start + i] += weight * each.unit * centre.getEntry(i);
        for (int j = 0; j < features.size(); j++) {
          second[each.start + i][each.start + j] +=
              squared * (covariance.getEntry(i, j) + centre.getEntry(i) * centre.getEntry(j));
        }
      }
      noise += squared * each.regression.variance();
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        second[i][j] -= mean[i] * mean[j];
      }
    }
    return new Moments(mean, second, noise);
  }

  /** The measurements' mean in what the prior expects it to be. */
  private static double unit(RealMatrix design, List<RealVector> centres, Measurements measured) {
    double expected = 0;
    for (RealVector centre : centres) {
      for (double value : design.operate(centre).toArray()) {
        expected += value / (measured.size() * centres.size());
      }
    }
    return measured.mean() / expected;
  }

  private List<RealVector> centres() {
    List<RealVector> centres = new ArrayList<>();
    for (List<Double> shared : prior.centres()) {
      RealVector centre = new ArrayRealVector(features.size());
      for (int i = 0; i < shared.size(); i++) {
        centre.setEntry(i, shared.get(i));
      }
      centres.add(centre);
    }
    return centres;
  }
}
