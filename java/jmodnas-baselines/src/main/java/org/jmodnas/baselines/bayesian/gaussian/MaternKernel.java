package org.jmodnas.baselines.bayesian.gaussian;

import java.util.Arrays;

/** The covariance of two architectures: s²·(1 + √5·r + 5/3·r²)·exp(−√5·r), without noise. */
final class MaternKernel {
  private static final double ROOT = Math.sqrt(5);

  private final double signal;
  private final double[] inverseSquares;

  MaternKernel(Hyperparameters hyperparameters) {
    signal = hyperparameters.signal();
    inverseSquares =
        Arrays.stream(hyperparameters.lengthScales()).map(scale -> 1 / (scale * scale)).toArray();
  }

  /** The covariance of two architectures, given where their encodings have ones. */
  double of(int[] a, int[] b) {
    double square = squaredDistance(a, b);
    double scaled = ROOT * Math.sqrt(square);
    return signal * (1 + scaled + 5 * square / 3) * Math.exp(-scaled);
  }

  /**
   * −2 times the derivative of the covariance by r². Its derivative by log ℓ_i is this times {@link
   * #inverseSquare} for each entry i in which the two differ, and 0 for the others.
   */
  double slope(int[] a, int[] b) {
    double scaled = ROOT * Math.sqrt(squaredDistance(a, b));
    return signal * 5 / 3 * (1 + scaled) * Math.exp(-scaled);
  }

  /** 1/ℓ_i² of entry i. */
  double inverseSquare(int entry) {
    return inverseSquares[entry];
  }

  private double squaredDistance(int[] a, int[] b) {
    double square = 0;
    for (int d = 0; d < a.length; d++) {
      square += a[d] == b[d] ? 0 : inverseSquares[a[d]] + inverseSquares[b[d]];
    }
    return square;
  }
}
