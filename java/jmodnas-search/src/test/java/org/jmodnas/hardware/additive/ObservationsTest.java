package org.jmodnas.hardware.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObservationsTest {
  /** The last feature repeats the first where the rank is not full. */
  @ParameterizedTest
  @CsvSource({"40, 6, true", "40, 6, false", "7, 6, true"})
  void theReplacementsMisfitAsTheMeasurementsDo(int count, int features, boolean full) {
    Philox random = new Philox(3, count);
    RealMatrix design = new Array2DRowRealMatrix(count, features);
    RealVector values = random(random, count);
    for (int i = 0; i < count; i++) {
      design.setRowVector(i, random(random, features));
      if (!full) {
        design.setEntry(i, features - 1, design.getEntry(i, 0));
      }
    }
    Observations replaced = Observations.of(design, values);
    int rank = full ? features : features - 1;
    assertThat(replaced.values().getDimension()).isEqualTo(rank);
    assertThat(replaced.surplus()).isEqualTo(count - rank);
    for (int trial = 0; trial < 5; trial++) {
      RealVector coefficients = random(random, features);
      double expected = squared(values.subtract(design.operate(coefficients)));
      double actual =
          squared(replaced.values().subtract(replaced.design().operate(coefficients)))
              + replaced.unexplained();
      assertThat(actual).isCloseTo(expected, within(1e-9 * expected));
    }
    assertThat(replaced.misfit(0.5))
        .isCloseTo(replaced.unexplained() / 0.5 + (count - rank) * Math.log(0.5), within(1e-9));
  }

  @Test
  void fewMeasurementsStayAsTheyAre() {
    RealMatrix design = new Array2DRowRealMatrix(3, 6);
    RealVector values = new ArrayRealVector(3);
    Observations same = Observations.of(design, values);
    assertThat(same.design()).isSameAs(design);
    assertThat(same.misfit(0.1)).isZero();
  }

  private static RealVector random(Philox random, int size) {
    RealVector vector = new ArrayRealVector(size);
    for (int i = 0; i < size; i++) {
      vector.setEntry(i, random.nextGaussian());
    }
    return vector;
  }

  private static double squared(RealVector vector) {
    return vector.dotProduct(vector);
  }
}
