package org.jmodnas.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

final class SymmetricMatrixTest {
  @Test
  @Seeded
  void eigenvaluesHaveTraceAndDeterminant(Philox random) {
    double[][] matrix = new double[7][7];
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = random.nextGaussian();
        matrix[j][i] = matrix[i][j];
      }
    }
    double[] eigenvalues = SymmetricMatrix.eigenvalues(matrix);
    double trace = 0;
    for (int i = 0; i < 7; i++) {
      trace += matrix[i][i];
    }
    assertThat(Arrays.stream(eigenvalues).sum()).isCloseTo(trace, within(1e-10));
    double logs = Arrays.stream(eigenvalues).map(Math::abs).map(Math::log).sum();
    assertThat(SymmetricMatrix.logDeterminant(matrix)).isCloseTo(logs, within(1e-10));
  }

  @Test
  void determinantsBeyondTheRangeOfNumbersHaveLogarithms() {
    double[][] matrix = new double[100][100];
    for (int i = 0; i < 100; i++) {
      matrix[i][i] = 1e5;
    }
    assertThat(SymmetricMatrix.logDeterminant(matrix)).isCloseTo(500 * Math.log(10), within(1e-9));
    assertThat(SymmetricMatrix.logDeterminant(new double[][] {{1, 2}, {2, 4}}))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void correlationsAreOfCentredRows() {
    double[][] correlations =
        CorrelationMatrix.ofRows(new double[][] {{1, 2, 3}, {7, 5, 3}, {1, 3, 1}, {4, 4, 4}});
    assertThat(correlations[0][0]).isCloseTo(1, within(1e-12));
    assertThat(correlations[0][1]).isCloseTo(-1, within(1e-12));
    assertThat(correlations[2][0]).isCloseTo(0, within(1e-12));
    assertThat(correlations[3][0]).isNaN();
  }
}
