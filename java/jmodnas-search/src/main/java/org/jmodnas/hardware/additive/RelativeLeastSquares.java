package org.jmodnas.hardware.additive;

import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

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

  /** Relative error that is too large to say more. */
  private static final double GROSS = 0.5;

  private RelativeLeastSquares() {}

  /**
   * What fits a device best.
   *
   * @param pruning of the runtime that explains its measurements best
   * @param coefficients of the features with that
   */
  record Fit(Pruning pruning, double[] coefficients) {}

  /** The best fit to what is known of a device, over all kinds of pruning. */
  static Fit fit(Measurements known, AdditiveFeatures features) {
    double[] values = known.values().stream().mapToDouble(Double::doubleValue).toArray();
    double floor = floor(values);
    Fit best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Pruning pruning : Pruning.values()) {
      double[][] rows = known.features(features, pruning);
      double[] coefficients = fit(rows, values, features.shared(), floor);
      double misfit = misfit(rows, values, coefficients, floor);
      if (best == null || misfit < least) {
        best = new Fit(pruning, coefficients);
        least = misfit;
      }
    }
    return Objects.requireNonNull(best);
  }

  /** Mean square of the relative errors, none of which counts for more than {@link #GROSS}. */
  private static double misfit(
      double[][] rows, double[] values, double[] coefficients, double floor) {
    double sum = 0;
    for (int k = 0; k < rows.length; k++) {
      double error = values[k] - AdditivePredictor.dot(rows[k], coefficients);
      double relative = error / Math.max(Math.abs(values[k]), floor);
      sum += Math.min(relative * relative, GROSS * GROSS) / rows.length;
    }
    return sum;
  }

  private static double[] fit(double[][] rows, double[] values, int shared, double floor) {
    int size = rows[0].length;
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
