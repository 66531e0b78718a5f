package org.jmodnas.hardware.additive;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Measurements of a linear model, single ones, or at most as many as it has features: more of them
 * are replaced by so many that say the same of the coefficients, and by what they leave
 * unexplained.
 *
 * @param design features of the measurements, a row each
 * @param values their results
 * @param unexplained sum of the squared residuals of the measurements that were replaced
 * @param surplus how many more measurements there were
 */
record Observations(RealMatrix design, RealVector values, double unexplained, int surplus) {
  /** Eigenvalues below this share of the largest are rounding. */
  private static final double SMALLEST = 1e-12;

  /** All measurements as they are. */
  static Observations all(RealMatrix design, RealVector values) {
    return new Observations(design, values, 0, 0);
  }

  /** The measurements, or fewer that replace them. */
  static Observations of(RealMatrix design, RealVector values) {
    if (design.getRowDimension() <= design.getColumnDimension()) {
      return all(design, values);
    }
    RealMatrix products = design.transpose().multiply(design);
    EigenDecomposition eigen = new EigenDecomposition(products);
    double[] sizes = eigen.getRealEigenvalues();
    double largest =
        IntStream.range(0, sizes.length).mapToDouble(i -> sizes[i]).max().orElseThrow();
    int[] kept =
        IntStream.range(0, sizes.length).filter(i -> sizes[i] > SMALLEST * largest).toArray();
    RealVector right = design.preMultiply(values);
    RealMatrix rows = MatrixUtils.createRealMatrix(kept.length, sizes.length);
    RealVector results = new ArrayRealVector(kept.length);
    for (int k = 0; k < kept.length; k++) {
      RealVector direction = eigen.getEigenvector(kept[k]);
      double root = Math.sqrt(sizes[kept[k]]);
      rows.setRowVector(k, direction.mapMultiply(root));
      results.setEntry(k, direction.dotProduct(right) / root);
    }
    double unexplained = values.dotProduct(values) - results.dotProduct(results);
    return new Observations(
        rows, results, Math.max(unexplained, 0), design.getRowDimension() - kept.length);
  }

  /** Number of rows. */
  int size() {
    return values.getDimension();
  }

  /** How many of the rows are single measurements: all or none. */
  int single() {
    return surplus == 0 ? size() : 0;
  }

  /** What the replaced measurements add to −2·log of the evidence for noise of this variance. */
  double misfit(double noise) {
    return unexplained / noise + surplus * Math.log(noise);
  }
}
