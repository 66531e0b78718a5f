package org.jmodnas.hardware.additive;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.jmodnas.space.SearchSpace;

/**
 * The coefficients of a device of which many architectures are measured: least squares of relative
 * errors, with a ridge on the coefficients that are not shared.
 */
final class RelativeLeastSquares {
  /** Ridges, in the weight of all measurements together. */
  private static final double SHARED_RIDGE = 1e-9;

  private static final double OWN_RIDGE = 0.1;

  /** Share of the values below which errors count as absolute ones. */
  private static final double SMALL = 0.05;

  private RelativeLeastSquares() {}

  static double[] fit(Measurements known, AdditiveFeatures features, SearchSpace space) {
    double[][] rows = known.features(features, space);
    double[] values = known.values().stream().mapToDouble(Double::doubleValue).toArray();
    return fit(rows, values, features.shared());
  }

  private static double[] fit(double[][] rows, double[] values, int shared) {
    int size = rows[0].length;
    double floor = floor(values);
    double[][] products = new double[size][size];
    double[] right = new double[size];
    for (int k = 0; k < rows.length; k++) {
      double weight = 1 / Math.pow(Math.max(Math.abs(values[k]), floor), 2);
      for (int i = 0; i < size; i++) {
        if (rows[k][i] != 0) {
          double weighted = weight * rows[k][i];
          right[i] += weighted * values[k];
          for (int j = 0; j < size; j++) {
            products[i][j] += weighted * rows[k][j];
          }
        }
      }
    }
    double all = products[0][0];
    for (int i = 0; i < size; i++) {
      products[i][i] += (i < shared ? SHARED_RIDGE : OWN_RIDGE) * all;
    }
    return new CholeskyDecomposition(new Array2DRowRealMatrix(products, false))
        .getSolver()
        .solve(new ArrayRealVector(right, false))
        .toArray();
  }

  private static double floor(double[] values) {
    double[] sizes = Arrays.stream(values).map(Math::abs).sorted().toArray();
    double quantile = sizes[(int) (SMALL * (sizes.length - 1))];
    double largest = sizes[sizes.length - 1];
    return Math.max(quantile, Math.max(1e-6 * largest, Double.MIN_NORMAL));
  }
}
