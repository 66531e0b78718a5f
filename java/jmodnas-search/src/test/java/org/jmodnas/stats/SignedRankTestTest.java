package org.jmodnas.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Golden values are those of scipy 1.17.1, {@code stats.wilcoxon}. */
final class SignedRankTestTest {
  private static SignedRankTest ofDifferences(double... differences) {
    return SignedRankTest.of(differences, new double[differences.length]);
  }

  @Test
  void exactWithoutTies() {
    double[] before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    double[] after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    SignedRankTest test = SignedRankTest.of(before, after);
    assertThat(test.pairs()).isEqualTo(9);
    assertThat(test.statistic()).isEqualTo(40);
    assertThat(test.p()).isCloseTo(0.0390625, within(1e-15));
    assertThat(SignedRankTest.of(after, before).p()).isEqualTo(test.p());
  }

  @Test
  void exactWithTiesAndWithoutPairsThatAreEqual() {
    SignedRankTest test = ofDifferences(2, -1, 1, 3, 0, 4, -2, 2, 1, 5, 0, 3);
    assertThat(test.pairs()).isEqualTo(10);
    assertThat(test.statistic()).isEqualTo(48);
    assertThat(test.p()).isCloseTo(0.0390625, within(1e-15));
    assertThat(test.exact()).isTrue();
  }

  @Test
  void approximateWithManyPairs() {
    double[] differences = IntStream.range(0, 300).mapToDouble(i -> i * 37 % 23 - 9).toArray();
    SignedRankTest test = ofDifferences(differences);
    assertThat(test.exact()).isFalse();
    assertThat(test.pairs()).isEqualTo(287);
    assertThat(test.p()).isCloseTo(1.9701306167230935e-06, within(1e-15));
  }

  /** The normal distribution is near the exact one where both can be had. */
  @Test
  void exactAgreesWithTheApproximation() {
    double[] differences = IntStream.range(0, 150).mapToDouble(i -> i * 37 % 23 - 10).toArray();
    assertThat(ofDifferences(differences).exact()).isTrue();
    assertThat(ofDifferences(differences).p()).isCloseTo(0.09997202748277922, within(5e-4));
  }

  @Test
  void noDifferenceTellsNothing() {
    assertThat(ofDifferences(0, 0, 0).p()).isEqualTo(1);
    assertThat(ofDifferences(1, -1).p()).isEqualTo(1);
    assertThatThrownBy(() -> SignedRankTest.of(new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("2", "3");
  }

  @Seeded
  @RepeatedTest(20)
  void asCommonsMathWhereItIsExact(Philox random) {
    int size = 1 + random.nextInt(12);
    double[] first = IntStream.range(0, size).mapToDouble(i -> random.nextGaussian()).toArray();
    double[] second = IntStream.range(0, size).mapToDouble(i -> random.nextGaussian()).toArray();
    double expected = new WilcoxonSignedRankTest().wilcoxonSignedRankTest(first, second, true);
    assertThat(SignedRankTest.of(first, second).p())
        .isCloseTo(Math.min(1, expected), within(1e-12));
  }
}
