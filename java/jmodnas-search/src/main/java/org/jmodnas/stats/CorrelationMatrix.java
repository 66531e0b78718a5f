package org.jmodnas.stats;

import java.util.Arrays;

/** Pearson's correlations. */
public final class CorrelationMatrix {
  private CorrelationMatrix() {}

  /** The correlation of each row with each other one; NaN with a constant row. */
  public static double[][] ofRows(double[][] rows) {
    double[][] unit = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      double mean = Arrays.stream(rows[i]).average().orElse(0);
      double[] centred = Arrays.stream(rows[i]).map(value -> value - mean).toArray();
      double norm = Math.sqrt(dot(centred, centred));
      unit[i] = Arrays.stream(centred).map(value -> value / norm).toArray();
    }
    double[][] correlations = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        correlations[i][j] = dot(unit[i], unit[j]);
      }
    }
    return correlations;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
