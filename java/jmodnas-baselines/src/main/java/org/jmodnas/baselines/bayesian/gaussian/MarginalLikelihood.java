package org.jmodnas.baselines.bayesian.gaussian;

import java.util.Arrays;

/**
 * How well hyperparameters explain observations: −log of the marginal likelihood (Rasmussen and
 * Williams, 2006, eq. 5.8) and of log-normal priors, up to a constant.
 *
 * <p>The argument is the logarithms of the length scales, of the signal and of the noise. The modes
 * of the priors are e·√E for a length scale of encodings with E entries, so that what two random
 * architectures have in common does not shrink with E (as Hvarfner et al., 2024, have it), a signal
 * of 1 and a noise of 0.01.
 */
final class MarginalLikelihood implements DifferentiableFunction {
  private static final double LENGTH_MODE = 1;
  private static final double LENGTH_DEVIATION = 1;
  private static final double SIGNAL_DEVIATION = 1;
  private static final double NOISE_MODE = Math.log(0.01);
  private static final double NOISE_DEVIATION = 1.5;

  private final int[][] inputs;
  private final double[] outcomes;

  /**
   * The likelihood of observations.
   *
   * @param inputs (n, D) where the encodings have ones
   * @param outcomes (n), standardised
   */
  MarginalLikelihood(int[][] inputs, double[] outcomes) {
    this.inputs = inputs.clone();
    this.outcomes = outcomes.clone();
  }

  static double[] modes(int entries) {
    double[] modes = new double[entries + 2];
    Arrays.fill(modes, 0, entries, LENGTH_MODE + Math.log(entries) / 2);
    modes[entries + 1] = NOISE_MODE;
    return modes;
  }

  @Override
  public double evaluate(double[] logarithms, double[] gradient) {
    Hyperparameters hyperparameters = Hyperparameters.of(logarithms);
    MaternKernel kernel = new MaternKernel(hyperparameters);
    Cholesky factor = new Cholesky();
    for (int i = 0; i < inputs.length; i++) {
      double[] row = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        row[j] = kernel.of(inputs[i], inputs[j]);
      }
      row[i] += hyperparameters.noise();
      factor.append(row);
    }
    double[][] inverse = factor.inverseFactor();
    double[] whitened = new double[inputs.length];
    double[] weights = new double[inputs.length];
    double square = 0;
    for (int i = 0; i < inputs.length; i++) {
      whitened[i] = Cholesky.dot(inverse[i], outcomes, i + 1);
      square += whitened[i] * whitened[i];
      Cholesky.addScaled(weights, whitened[i], inverse[i]);
    }
    Arrays.fill(gradient, 0);
    gradient[gradient.length - 1] =
        addGradient(kernel, covarianceGradient(inverse, weights), gradient)
            * hyperparameters.noise();
    return (square + factor.logDeterminant()) / 2 + addPrior(logarithms, gradient);
  }

  /** The derivative by the covariance, K⁻¹ − ααᵀ with α = K⁻¹y, its rows up to the diagonal. */
  private static double[][] covarianceGradient(double[][] inverseFactor, double[] weights) {
    double[][] gradient = new double[weights.length][];
    for (int i = 0; i < weights.length; i++) {
      gradient[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        gradient[i][j] = -weights[i] * weights[j];
      }
    }
    for (double[] row : inverseFactor) {
      for (int i = 0; i < row.length; i++) {
        double scale = row[i];
        double[] target = gradient[i];
        for (int j = 0; j <= i; j++) {
          target[j] += scale * row[j];
        }
      }
    }
    return gradient;
  }

  /** Adds the gradient by all but the noise; returns the derivative by the noise itself. */
  private double addGradient(
      MaternKernel kernel, double[][] covarianceGradient, double[] gradient) {
    int signal = gradient.length - 2;
    double noise = 0;
    for (int i = 0; i < inputs.length; i++) {
      int[] a = inputs[i];
      double diagonal = covarianceGradient[i][i] / 2;
      noise += diagonal;
      gradient[signal] += diagonal * kernel.of(a, a);
      for (int j = 0; j < i; j++) {
        int[] b = inputs[j];
        gradient[signal] += covarianceGradient[i][j] * kernel.of(a, b);
        double slope = covarianceGradient[i][j] * kernel.slope(a, b);
        for (int d = 0; d < a.length; d++) {
          if (a[d] != b[d]) {
            gradient[a[d]] += slope * kernel.inverseSquare(a[d]);
            gradient[b[d]] += slope * kernel.inverseSquare(b[d]);
          }
        }
      }
    }
    return noise;
  }

  private static double addPrior(double[] logarithms, double[] gradient) {
    int entries = logarithms.length - 2;
    double[] modes = modes(entries);
    double value = 0;
    for (int p = 0; p < logarithms.length; p++) {
      double deviation =
          p < entries ? LENGTH_DEVIATION : p == entries ? SIGNAL_DEVIATION : NOISE_DEVIATION;
      double scaled = (logarithms[p] - modes[p]) / deviation;
      value += scaled * scaled / 2;
      gradient[p] += scaled / deviation;
    }
    return value;
  }
}
