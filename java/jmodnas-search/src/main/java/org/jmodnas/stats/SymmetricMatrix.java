package org.jmodnas.stats;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** Numbers of a symmetric matrix, given by all its entries. */
public final class SymmetricMatrix {
  private SymmetricMatrix() {}

  /** The eigenvalues. */
  public static double[] eigenvalues(double[][] matrix) {
    return new EigenDecomposition(new Array2DRowRealMatrix(matrix)).getRealEigenvalues();
  }

  /** ln |det|; −∞ of a singular matrix. */
  public static double logDeterminant(double[][] matrix) {
    RealMatrix upper =
        new LUDecomposition(new Array2DRowRealMatrix(matrix), Double.MIN_NORMAL).getU();
    if (upper == null) {
      return Double.NEGATIVE_INFINITY;
    }
    double sum = 0;
    for (int i = 0; i < matrix.length; i++) {
      sum += Math.log(Math.abs(upper.getEntry(i, i)));
    }
    return sum;
  }
}
