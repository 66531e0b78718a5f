package org.jmodnas.baselines.cmaes;

/**
 * The eigenvalues and eigenvectors of a small symmetric matrix, A = V diag(λ) Vᵀ, by cyclic Jacobi
 * rotations.
 */
final class SymmetricEigen {
  private static final int MOST_SWEEPS = 50;
  private static final double NEGLIGIBLE = 1e-30;

  private final double[][] a;
  private final double[][] vectors;

  /** The decomposition of {@code matrix}, of which both triangles are read. */
  SymmetricEigen(double[][] matrix) {
    int size = matrix.length;
    a = new double[size][];
    vectors = new double[size][size];
    for (int i = 0; i < size; i++) {
      a[i] = matrix[i].clone();
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(); sweep++) {
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          annihilate(p, q);
        }
      }
    }
  }

  /** Eigenvalue {@code i}; they are in no order. */
  double value(int i) {
    return a[i][i];
  }

  /** Component {@code row} of the eigenvector {@code i}. */
  double vector(int row, int i) {
    return vectors[row][i];
  }

  private boolean isDiagonal() {
    double off = 0;
    double on = 0;
    for (int i = 0; i < a.length; i++) {
      on += a[i][i] * a[i][i];
      for (int j = 0; j < i; j++) {
        off += a[i][j] * a[i][j];
      }
    }
    return off <= NEGLIGIBLE * on;
  }

  /** Rotates the plane of p and q so that a[p][q] becomes 0. */
  private void annihilate(int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double cosine = 1 / Math.hypot(tangent, 1);
    double sine = tangent * cosine;
    for (int k = 0; k < a.length; k++) {
      rotateColumns(a[k], p, q, cosine, sine);
      rotateColumns(vectors[k], p, q, cosine, sine);
    }
    for (int k = 0; k < a.length; k++) {
      double ofP = a[p][k];
      double ofQ = a[q][k];
      a[p][k] = cosine * ofP - sine * ofQ;
      a[q][k] = sine * ofP + cosine * ofQ;
    }
  }

  private static void rotateColumns(double[] row, int p, int q, double cosine, double sine) {
    double ofP = row[p];
    double ofQ = row[q];
    row[p] = cosine * ofP - sine * ofQ;
    row[q] = sine * ofP + cosine * ofQ;
  }
}
