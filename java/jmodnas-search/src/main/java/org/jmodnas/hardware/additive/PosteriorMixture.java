package org.jmodnas.hardware.additive;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The posterior of a device's coefficients: Gaussians that differ in the component of the prior, in
 * the noise of a measurement and in how much a choice's cost differs from place to place, weighted
 * by the evidence that the measurements give for each.
 */
final class PosteriorMixture {
  /** Variances of the noise, in the squared unit of the prior. */
  private static final double[] NOISES = {1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2};

  /** Variances of the coefficients that are not shared, likewise. */
  private static final double[] OWN_VARIANCES = {0, 1e-6, 1e-5, 1e-4, 1e-3};

  private final AdditivePrior prior;
  private final AdditiveFeatures features;

  PosteriorMixture(AdditivePrior prior, AdditiveFeatures features) {
    this.prior = prior;
    this.features = features;
  }

  /**
   * A distribution by its first two moments, in the metric's unit.
   *
   * @param noise variance of a measurement
   */
  record Moments(double[] mean, double[][] covariance, double noise) {}

  /** A Gaussian of the mixture; the logarithm of its weight lacks a constant. */
  private record Component(
      double logWeight, RealVector mean, RealMatrix covariance, double noise) {}

  /** The moments of the posterior, given features and values of what was measured. */
  Moments fit(double[][] rows, Measurements measured) {
    RealMatrix design = new Array2DRowRealMatrix(rows, false);
    List<RealVector> centres = centres();
    double unit = unit(design, centres, measured);
    RealVector values = new ArrayRealVector(measured.size());
    for (int i = 0; i < measured.size(); i++) {
      values.setEntry(i, measured.values().get(i) / unit);
    }
    Observations data = Observations.of(design, values);
    List<Component> components = new ArrayList<>();
    for (double own : OWN_VARIANCES) {
      for (double noise : NOISES) {
        components.addAll(components(data, centres, prior.covariance(features, own), noise));
      }
    }
    return moments(components, unit);
  }

  private static List<Component> components(
      Observations data, List<RealVector> centres, RealMatrix covariance, double noise) {
    RealMatrix design = data.design();
    RealVector values = data.values();
    RealMatrix cross = covariance.multiply(design.transpose());
    RealMatrix predictive =
        design
            .multiply(cross)
            .add(MatrixUtils.createRealIdentityMatrix(values.getDimension()).scalarMultiply(noise));
    LUDecomposition decomposition = new LUDecomposition(predictive);
    RealMatrix inverse = decomposition.getSolver().getInverse();
    double logDeterminant = Math.log(decomposition.getDeterminant());
    RealMatrix gain = cross.multiply(inverse);
    RealMatrix remaining = covariance.subtract(gain.multiply(cross.transpose()));
    List<Component> components = new ArrayList<>();
    for (RealVector centre : centres) {
      RealVector residual = values.subtract(design.operate(centre));
      double distance = residual.dotProduct(inverse.operate(residual));
      components.add(
          new Component(
              -0.5 * (distance + logDeterminant + data.misfit(noise)),
              centre.add(gain.operate(residual)),
              remaining,
              noise));
    }
    return components;
  }

  private static Moments moments(List<Component> components, double unit) {
    double largest = components.stream().mapToDouble(Component::logWeight).max().orElseThrow();
    double total = 0;
    int size = components.get(0).mean.getDimension();
    RealVector mean = new ArrayRealVector(size);
    double noise = 0;
    for (Component each : components) {
      double weight = Math.exp(each.logWeight - largest);
      total += weight;
      mean = mean.add(each.mean.mapMultiply(weight));
      noise += weight * each.noise;
    }
    mean = mean.mapDivide(total);
    RealMatrix covariance = new Array2DRowRealMatrix(size, size);
    for (Component each : components) {
      double weight = Math.exp(each.logWeight - largest) / total;
      RealVector apart = each.mean.subtract(mean);
      covariance =
          covariance.add(each.covariance.add(apart.outerProduct(apart)).scalarMultiply(weight));
    }
    double squared = unit * unit;
    return new Moments(
        mean.mapMultiply(unit).toArray(),
        covariance.scalarMultiply(squared).getData(),
        noise / total * squared);
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
