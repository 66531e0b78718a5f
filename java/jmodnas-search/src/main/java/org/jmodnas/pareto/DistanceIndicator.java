package org.jmodnas.pareto;

import java.util.List;

/**
 * Mean distances between an approximation A and a reference front Z, Euclidean or counting only
 * where A is worse (the "plus" forms of Ishibuchi et al., 2015). Lower is better; 0 is best.
 */
public enum DistanceIndicator {
  /** Mean over A of the distance to the nearest point of Z. */
  GD(false, false),
  /** GD with the distance by which a is worse than z. */
  GD_PLUS(false, true),
  /** Mean over Z of the distance to the nearest point of A. */
  IGD(true, false),
  /** IGD with the distance by which a is worse than z. */
  IGD_PLUS(true, true);

  private final boolean inverted;
  private final boolean plus;

  DistanceIndicator(boolean inverted, boolean plus) {
    this.inverted = inverted;
    this.plus = plus;
  }

  /** The indicator of {@code approximation}; both sets are not empty. */
  public double of(List<double[]> approximation, List<double[]> referenceFront) {
    if (approximation.isEmpty() || referenceFront.isEmpty()) {
      throw new IllegalArgumentException(
          "%s needs points on both sides, got %d and %d"
              .formatted(this, approximation.size(), referenceFront.size()));
    }
    Dominance.requireComparable(approximation);
    Dominance.requireComparable(referenceFront);
    if (approximation.get(0).length != referenceFront.get(0).length) {
      throw new IllegalArgumentException(
          "The reference front has %d objectives, the points have %d"
              .formatted(referenceFront.get(0).length, approximation.get(0).length));
    }
    List<double[]> from = inverted ? referenceFront : approximation;
    List<double[]> to = inverted ? approximation : referenceFront;
    return from.stream().mapToDouble(point -> nearest(point, to)).average().orElseThrow();
  }

  private double nearest(double[] point, List<double[]> others) {
    return others.stream()
        .mapToDouble(other -> inverted ? distance(other, point) : distance(point, other))
        .min()
        .orElseThrow();
  }

  private double distance(double[] a, double[] z) {
    double sum = 0;
    for (int m = 0; m < a.length; m++) {
      double difference = plus ? Math.max(a[m] - z[m], 0) : a[m] - z[m];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
