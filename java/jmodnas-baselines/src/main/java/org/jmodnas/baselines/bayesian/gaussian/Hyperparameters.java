package org.jmodnas.baselines.bayesian.gaussian;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The hyperparameters of a Gaussian process with the Matérn-5/2 kernel on one-hot encodings:
 * architectures lie at the distance r with r² = Σ 1/ℓ_i² over the entries i in which their
 * encodings differ.
 *
 * @param lengthScales ℓ, one per entry
 * @param signal variance of the function
 * @param noise variance of an observation about the function
 */
public record Hyperparameters(double[] lengthScales, double signal, double noise) {
  public Hyperparameters {
    lengthScales = lengthScales.clone();
    if (!(signal > 0 && noise > 0 && Arrays.stream(lengthScales).allMatch(scale -> scale > 0))) {
      throw new IllegalArgumentException(
          "Hyperparameters are positive, got length scales %s, signal %s, noise %s"
              .formatted(Arrays.toString(lengthScales), signal, noise));
    }
  }

  /** The most probable ones a priori, for encodings with so many entries. */
  public static Hyperparameters typical(int entries) {
    return of(MarginalLikelihood.modes(entries));
  }

  @Override
  public double[] lengthScales() {
    return lengthScales.clone();
  }

  /** The natural logarithms: of the length scales, of the signal, of the noise. */
  double[] logarithms() {
    return DoubleStream.concat(Arrays.stream(lengthScales), DoubleStream.of(signal, noise))
        .map(Math::log)
        .toArray();
  }

  /** The hyperparameters with these logarithms. */
  static Hyperparameters of(double[] logarithms) {
    double[] values = Arrays.stream(logarithms).map(Math::exp).toArray();
    int entries = values.length - 2;
    return new Hyperparameters(
        Arrays.copyOf(values, entries), values[entries], values[entries + 1]);
  }
}
