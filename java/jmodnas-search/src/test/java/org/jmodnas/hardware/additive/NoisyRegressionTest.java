package org.jmodnas.hardware.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posteriors with an outlier beside those computed with its noise in the matrix. */
final class NoisyRegressionTest {
  private static final double NOISE = 0.3;
  private static final int ROWS = 6;
  private static final int COLUMNS = 4;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void anOutlierIsAMeasurementOfMoreNoise(long seed) {
    Philox random = new Philox(seed, 0);
    RealMatrix design = gaussian(random, ROWS);
    RealMatrix root = gaussian(random, COLUMNS);
    RealMatrix covariance = root.multiply(root.transpose());
    RealVector values = gaussian(random, ROWS).getColumnVector(0);
    RealVector centre = gaussian(random, ROWS).getRowVector(0);
    NoisyRegression regression =
        new NoisyRegression(Observations.all(design, values), covariance, NOISE);
    NoisyRegression.Around around = regression.around(centre);
    for (int outlier = NoisyRegression.NONE; outlier < ROWS; outlier++) {
      RealMatrix noise = MatrixUtils.createRealIdentityMatrix(ROWS).scalarMultiply(NOISE);
      if (outlier != NoisyRegression.NONE) {
        noise.setEntry(outlier, outlier, 25 * NOISE);
      }
      RealMatrix predictive = design.multiply(covariance).multiply(design.transpose()).add(noise);
      LUDecomposition decomposition = new LUDecomposition(predictive);
      RealMatrix inverse = decomposition.getSolver().getInverse();
      RealMatrix gain = covariance.multiply(design.transpose()).multiply(inverse);
      RealVector residual = values.subtract(design.operate(centre));
      double share =
          outlier == NoisyRegression.NONE
              ? ROWS * Math.log(0.95)
              : (ROWS - 1) * Math.log(0.95) + Math.log(0.05);
      double evidence =
          share
              - 0.5
                  * (Math.log(decomposition.getDeterminant())
                      + residual.dotProduct(inverse.operate(residual)));
      assertThat(around.logEvidence(outlier)).isCloseTo(evidence, within(1e-9));
      RealVector mean = centre.add(gain.operate(residual));
      assertThat(around.mean(outlier).getDistance(mean)).isLessThan(1e-9);
      RealMatrix remaining = covariance.subtract(gain.multiply(design).multiply(covariance));
      assertThat(regression.covariance(outlier).subtract(remaining).getFrobeniusNorm())
          .isLessThan(1e-9);
    }
    assertThat(regression.variance()).isCloseTo(NOISE * (0.95 + 0.05 * 25), within(1e-12));
  }

  private static RealMatrix gaussian(Philox random, int rows) {
    RealMatrix matrix = new Array2DRowRealMatrix(rows, COLUMNS);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        matrix.setEntry(i, j, random.nextGaussian());
      }
    }
    return matrix;
  }
}
