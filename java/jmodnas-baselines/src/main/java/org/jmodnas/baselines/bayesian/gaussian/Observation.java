package org.jmodnas.baselines.bayesian.gaussian;

/**
 * What was seen at one architecture.
 *
 * @param ones where its encoding has ones
 * @param outcome any number
 */
public record Observation(int[] ones, double outcome) {
  public Observation {
    ones = ones.clone();
  }

  @Override
  public int[] ones() {
    return ones.clone();
  }
}
