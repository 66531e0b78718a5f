package org.jmodnas.baselines.bayesian.gaussian;

import java.util.ArrayList;
import java.util.List;

/**
 * The lower factor L of a positive definite matrix L·Lᵀ that grows by a row and column at a time.
 */
final class Cholesky {
  /** Least share of a diagonal entry that may be left of it: rounding must not end below 0. */
  private static final double LEAST_PIVOT = 1e-10;

  private final List<double[]> rows = new ArrayList<>();

  /**
   * Adds a row of the matrix.
   *
   * @param row its entries up to the diagonal, inclusive
   */
  void append(double[] row) {
    int last = row.length - 1;
    if (last != rows.size()) {
      throw new IllegalArgumentException(
          "Row %d ends at the diagonal, got %d entries".formatted(rows.size(), row.length));
    }
    double[] factor = row.clone();
    for (int j = 0; j < last; j++) {
      double[] other = rows.get(j);
      factor[j] = (row[j] - dot(factor, other, j)) / other[j];
    }
    double pivot = row[last] - dot(factor, factor, last);
    factor[last] = Math.sqrt(Math.max(pivot, LEAST_PIVOT * row[last]));
    rows.add(factor);
  }

  int size() {
    return rows.size();
  }

  /** Row {@code i} of L up to the diagonal. Not to be changed. */
  double[] row(int i) {
    return rows.get(i);
  }

  /** log det of the matrix. */
  double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += Math.log(rows.get(i)[i]);
    }
    return 2 * sum;
  }

  /** L⁻¹, its rows up to the diagonal. */
  double[][] inverseFactor() {
    double[][] inverse = new double[size()][];
    for (int i = 0; i < inverse.length; i++) {
      double[] factor = rows.get(i);
      double[] row = new double[i + 1];
      for (int k = 0; k < i; k++) {
        addScaled(row, -factor[k], inverse[k]);
      }
      for (int j = 0; j < i; j++) {
        row[j] /= factor[i];
      }
      row[i] = 1 / factor[i];
      inverse[i] = row;
    }
    return inverse;
  }

  /** target += scale·source, over the length of the source. */
  static void addScaled(double[] target, double scale, double[] source) {
    for (int j = 0; j < source.length; j++) {
      target[j] += scale * source[j];
    }
  }

  /** Product of the first {@code length} entries, in four sums that do not wait for each other. */
  static double dot(double[] a, double[] b, int length) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      first += a[i] * b[i];
      second += a[i + 1] * b[i + 1];
      third += a[i + 2] * b[i + 2];
      fourth += a[i + 3] * b[i + 3];
    }
    for (; i < length; i++) {
      first += a[i] * b[i];
    }
    return first + second + (third + fourth);
  }
}
