package org.jmodnas.baselines.bayesian.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

final class CholeskyTest {
  private static final int SIZE = 13;

  /** A·Aᵀ + I of a random A, its rows up to the diagonal. */
  private static double[][] positiveDefinite(Philox random) {
    double[][] a = new double[SIZE][SIZE];
    for (double[] row : a) {
      Arrays.setAll(row, j -> random.nextGaussian());
    }
    double[][] product = new double[SIZE][];
    for (int i = 0; i < SIZE; i++) {
      product[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        product[i][j] = (i == j ? 1 : 0) + Cholesky.dot(a[i], a[j], SIZE);
      }
    }
    return product;
  }

  private static Cholesky factor(double[][] matrix) {
    Cholesky factor = new Cholesky();
    for (double[] row : matrix) {
      factor.append(row);
    }
    return factor;
  }

  @Test
  @Seeded
  void rowByRowItIsTheFactorOfTheWholeMatrix(Philox random) {
    double[][] matrix = positiveDefinite(random);
    Cholesky factor = factor(matrix);
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j <= i; j++) {
        double product = Cholesky.dot(factor.row(i), factor.row(j), j + 1);
        assertThat(product).as("entry %d, %d", i, j).isCloseTo(matrix[i][j], within(1e-10));
      }
    }
  }

  @Test
  @Seeded
  void theInverseFactorUndoesTheFactor(Philox random) {
    Cholesky factor = factor(positiveDefinite(random));
    double[][] inverse = factor.inverseFactor();
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j <= i; j++) {
        double entry = 0;
        for (int k = j; k <= i; k++) {
          entry += factor.row(i)[k] * inverse[k][j];
        }
        assertThat(entry).as("entry %d, %d", i, j).isCloseTo(i == j ? 1 : 0, within(1e-10));
      }
    }
  }

  @Test
  void theDeterminantIsThatOfTheMatrix() {
    Cholesky factor = factor(new double[][] {{4}, {2, 5}});
    assertThat(factor.logDeterminant()).isCloseTo(Math.log(16), within(1e-12));
  }

  @Test
  void aRowEndsAtTheDiagonal() {
    Cholesky factor = factor(new double[][] {{4}});
    assertThatThrownBy(() -> factor.append(new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Row 1");
  }
}
