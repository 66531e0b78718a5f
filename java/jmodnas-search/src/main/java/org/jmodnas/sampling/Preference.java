package org.jmodnas.sampling;

import java.util.Arrays;

/**
 * A preference r between M objectives: weights that are not negative and sum to 1. The first weighs
 * the error.
 */
public final class Preference {
  private static final double TOLERANCE = 1e-9;

  private final double[] weights;

  private Preference(double[] weights) {
    this.weights = weights;
  }

  /** The preference with these weights. */
  public static Preference of(double... weights) {
    double sum = Arrays.stream(weights).sum();
    if (weights.length < 2
        || Arrays.stream(weights).anyMatch(weight -> !(weight >= 0))
        || Math.abs(sum - 1) > TOLERANCE) {
      throw new IllegalArgumentException(
          "A preference has at least two weights, none negative, that sum to 1; got "
              + Arrays.toString(weights));
    }
    return new Preference(weights.clone());
  }

  /** Number of objectives M. */
  public int objectives() {
    return weights.length;
  }

  /** Weight of objective {@code index}. */
  public double weight(int index) {
    return weights[index];
  }

  /** All weights. */
  public double[] weights() {
    return weights.clone();
  }

  @Override
  public String toString() {
    return Arrays.toString(weights);
  }
}
