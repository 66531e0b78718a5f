package org.jmodnas.baselines.cmaes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

@Seeded
final class SymmetricEigenTest {
  @Test
  void theDecompositionMultipliesToTheMatrix(Philox random) {
    int size = 2 + random.nextInt(7);
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = random.nextGaussian();
        matrix[j][i] = matrix[i][j];
      }
    }
    SymmetricEigen eigen = new SymmetricEigen(matrix);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double product = 0;
        double identity = 0;
        for (int k = 0; k < size; k++) {
          product += eigen.vector(i, k) * eigen.value(k) * eigen.vector(j, k);
          identity += eigen.vector(i, k) * eigen.vector(j, k);
        }
        assertThat(product).isCloseTo(matrix[i][j], within(1e-12));
        assertThat(identity).isCloseTo(i == j ? 1 : 0, within(1e-12));
      }
    }
  }

  @Test
  void equalDiagonalElementsAreRotatedByHalfARightAngle() {
    SymmetricEigen eigen = new SymmetricEigen(new double[][] {{2, 1}, {1, 2}});
    assertThat(eigen.value(0)).isCloseTo(1, within(1e-15));
    assertThat(eigen.value(1)).isCloseTo(3, within(1e-15));
    assertThat(Math.abs(eigen.vector(0, 0))).isCloseTo(Math.sqrt(.5), within(1e-15));
  }
}
