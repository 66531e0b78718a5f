package org.jmodnas.baselines.supernet;

import java.util.Arrays;
import java.util.List;
import org.jmodnas.tensor.ConfigurationException;

/**
 * The range of each objective that is scaled to [0, 1]. What lies outside it is not cut off.
 *
 * @param lowest of each objective, the error first
 * @param highest of each
 */
public record ObjectiveScale(double[] lowest, double[] highest) {
  public ObjectiveScale {
    lowest = lowest.clone();
    highest = highest.clone();
    for (int m = 0; m < lowest.length; m++) {
      if (!(lowest[m] < highest[m])) {
        throw new ConfigurationException(
            "Objective %d is '%s' to '%s': expected different values, between which a method can choose"
                .formatted(m, lowest[m], highest[m]));
      }
    }
  }

  /** The range of these points. */
  static ObjectiveScale of(List<double[]> points) {
    int objectives = points.get(0).length;
    double[] lowest = new double[objectives];
    double[] highest = new double[objectives];
    Arrays.fill(lowest, Double.POSITIVE_INFINITY);
    Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    for (double[] point : points) {
      for (int m = 0; m < objectives; m++) {
        lowest[m] = Math.min(lowest[m], point[m]);
        highest[m] = Math.max(highest[m], point[m]);
      }
    }
    return new ObjectiveScale(lowest, highest);
  }

  double[] scaled(double[] point) {
    double[] scaled = new double[point.length];
    for (int m = 0; m < point.length; m++) {
      scaled[m] = (point[m] - lowest[m]) / (highest[m] - lowest[m]);
    }
    return scaled;
  }

  @Override
  public double[] lowest() {
    return lowest.clone();
  }

  @Override
  public double[] highest() {
    return highest.clone();
  }
}
