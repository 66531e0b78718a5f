package org.jmodnas.multigradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SparseVectorTest {
  @ParameterizedTest
  @CsvSource({"1, 1, 0.5", "2, 9, 0", "3, 9, 1", "4, 1000, 0.01", "5, 20000, 0.5", "6, 9999, 0.9"})
  void sumsWhatIsNotZero(long seed, int length, double density) {
    Philox random = new Philox(seed, 0);
    float[] values = sparse(random, length, density);
    float[] others = sparse(random, length, 0.5);
    SparseVector vector = SparseVector.of(values);
    assertThat(vector.support())
        .as("seed %d", seed)
        .containsExactly(IntStream.range(0, length).filter(i -> values[i] != 0).toArray());
    double product = 0;
    float[] expected = others.clone();
    for (int i = 0; i < length; i++) {
      product += (double) values[i] * others[i];
      expected[i] += 3 * values[i];
    }
    assertThat(vector.dot(SparseVector.of(others))).isCloseTo(product, within(1e-9));
    vector.addTo(others, 3);
    assertThat(others).containsExactly(expected);
  }

  @Test
  void runsOfEqualValuesAreNotRunsOfZeros() {
    assertThat(SparseVector.of(new float[] {0, 0, 2, 2, 2, 0, 0}).support())
        .containsExactly(2, 3, 4);
    assertThat(SparseVector.of(new float[] {5, 0}).support()).containsExactly(0);
    assertThat(SparseVector.of(new float[] {0, 5}).support()).containsExactly(1);
    assertThat(SparseVector.of(new float[] {0}).support()).isEmpty();
  }

  private static float[] sparse(Philox random, int length, double density) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() < density ? (float) random.nextGaussian() : 0;
    }
    return values;
  }
}
