package org.jmodnas.hardware.additive;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Bayesian linear regression with one covariance of the coefficients and one variance of the noise.
 * One of the measurements may be an outlier, whose noise has a larger variance: all that depends on
 * which one it is follows from what holds without any (Sherman and Morrison, 1950).
 */
final class NoisyRegression {
  /** Stands for no outlier. */
  static final int NONE = -1;

  /** Variance of an outlier in that of the noise, and how often one is measured. */
  private static final double OUTLIER_VARIANCE = 25;

  private static final double OUTLIER_SHARE = 0.05;

  private final Observations data;
  private final double noise;
  private final RealMatrix inverse;
  private final RealMatrix gain;
  private final RealMatrix remaining;
  private final double logDeterminant;

  NoisyRegression(Observations data, RealMatrix covariance, double noise) {
    this.data = data;
    this.noise = noise;
    RealMatrix cross = covariance.multiply(data.design().transpose());
    RealMatrix predictive =
        data.design()
            .multiply(cross)
            .add(MatrixUtils.createRealIdentityMatrix(data.size()).scalarMultiply(noise));
    LUDecomposition decomposition = new LUDecomposition(predictive);
    this.inverse = decomposition.getSolver().getInverse();
    this.logDeterminant =
        IntStream.range(0, data.size())
            .mapToDouble(i -> Math.log(Math.abs(decomposition.getU().getEntry(i, i))))
            .sum();
    this.gain = cross.multiply(inverse);
    this.remaining = covariance.subtract(gain.multiply(cross.transpose()));
  }

  /** Variance of a measurement, outlier or not. */
  double variance() {
    return noise * (1 - OUTLIER_SHARE + OUTLIER_SHARE * OUTLIER_VARIANCE);
  }

  /** The posteriors around one centre of the prior: without an outlier, and with each. */
  Around around(RealVector centre) {
    return new Around(centre);
  }

  /** What is measured of the noise's excess where {@code outlier} is one. */
  private double excess(int outlier) {
    double more = noise * (OUTLIER_VARIANCE - 1);
    return more / (1 + more * inverse.getEntry(outlier, outlier));
  }

  /** The posterior's covariance. */
  RealMatrix covariance(int outlier) {
    if (outlier == NONE) {
      return remaining;
    }
    RealVector direction = gain.getColumnVector(outlier);
    return remaining.add(direction.outerProduct(direction).scalarMultiply(excess(outlier)));
  }

  /** The regression around one centre. */
  final class Around {
    private final RealVector centre;
    private final RealVector residual;
    private final RealVector weighted;

    private Around(RealVector centre) {
      this.centre = centre;
      residual = data.values().subtract(data.design().operate(centre));
      weighted = inverse.operate(residual);
    }

    /** Logarithm of the evidence, but for a constant. */
    double logEvidence(int outlier) {
      double plain = logDeterminant + residual.dotProduct(weighted) + data.misfit(noise);
      double regular = Math.log(1 - OUTLIER_SHARE);
      if (outlier == NONE) {
        return -0.5 * plain + data.size() * regular;
      }
      double more = noise * (OUTLIER_VARIANCE - 1);
      double pull = weighted.getEntry(outlier);
      double changed =
          plain
              + Math.log(1 + more * inverse.getEntry(outlier, outlier))
              - excess(outlier) * pull * pull;
      return -0.5 * changed + (data.size() - 1) * regular + Math.log(OUTLIER_SHARE);
    }

    /** The posterior's mean. */
    RealVector mean(int outlier) {
      RealVector mean = centre.add(gain.operate(residual));
      return outlier == NONE
          ? mean
          : mean.subtract(
              gain.getColumnVector(outlier)
                  .mapMultiply(excess(outlier) * weighted.getEntry(outlier)));
    }
  }
}
