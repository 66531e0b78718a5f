package org.jmodnas.hypernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Conditioning of distributions made by hand, and its relation to a plain sum. */
final class ConditioningTest {
  private static final double[] FIRST = {1, 0, 0, 0, 0};
  private static final double[] SECOND = {0, 1, 0, 0, 0};
  private static final double[] UNIFORM = {0.2, 0.2, 0.2, 0.2, 0.2};

  @Test
  void equalDistributionsTellNothing() {
    double[] slanted = {0.1, 0.7, 0.05, 0.05, 0.1};
    Conditioning none = Conditioning.of(filled(3, 4, (d, r) -> slanted));
    assertThat(none.device()).isEqualTo(new ChoiceInformation(0, 0, 1));
    assertThat(none.preference()).isEqualTo(new ChoiceInformation(0, 0, 1));
    assertThat(none.architectures()).isEqualTo(1);
  }

  @Test
  void disjointChoicesOfTwoDevicesTellTheDeviceAndNoPreference() {
    Conditioning device = Conditioning.of(filled(2, 3, (d, r) -> d == 0 ? FIRST : SECOND));
    assertThat(device.device()).isEqualTo(new ChoiceInformation(1, 1, 2));
    assertThat(device.preference()).isEqualTo(new ChoiceInformation(0, 0, 1));
    assertThat(device.entropyBits()).isZero();
    assertThat(device.architectures()).isEqualTo(2);
  }

  @Test
  void disjointChoicesOfTwoPreferencesTellThePreferenceAndNoDevice() {
    Conditioning preference = Conditioning.of(filled(3, 2, (d, r) -> r == 0 ? FIRST : SECOND));
    assertThat(preference.preference()).isEqualTo(new ChoiceInformation(1, 1, 2));
    assertThat(preference.device()).isEqualTo(new ChoiceInformation(0, 0, 1));
  }

  @Test
  void moreConditionsThanChoicesTellAllThatChoicesCan() {
    double[][] corners = new double[5][5];
    for (int c = 0; c < 5; c++) {
      corners[c][c] = 1;
    }
    Conditioning full = Conditioning.of(filled(10, 1, (d, r) -> corners[d % 5]));
    assertThat(full.device().bits()).isCloseTo(Math.log(5) / Math.log(2), within(1e-12));
    assertThat(full.device().share()).isCloseTo(1, within(1e-12));
    assertThat(full.preference().share()).as("one preference").isZero();
  }

  @Test
  void twoUndecidedDevicesTellHalf() {
    double[] other = {0.5, 0.5, 0, 0, 0};
    Conditioning half = Conditioning.of(filled(2, 1, (d, r) -> d == 0 ? FIRST : other));
    // H(3/4, 1/4) − ½·H(1/2, 1/2)
    double expected = 0.75 * Math.log(4.0 / 3) / Math.log(2) + 0.25 * 2 - 0.5;
    assertThat(half.device().bits()).isCloseTo(expected, within(1e-12));
    assertThat(half.likeliestDevice().bits()).as("both have the first choice").isZero();
    double[] slanted = {0.3, 0.7, 0, 0, 0};
    Conditioning decided = Conditioning.of(filled(1, 2, (d, r) -> r == 0 ? FIRST : slanted));
    assertThat(decided.likeliestPreference()).isEqualTo(new ChoiceInformation(1, 1, 2));
    assertThat(decided.preference().bits()).isLessThan(1);
    assertThat(half.device().architectures()).as("equal probabilities: the first").isEqualTo(1);
    assertThat(Conditioning.of(filled(2, 2, (d, r) -> UNIFORM)).entropyBits())
        .isCloseTo(Math.log(5) / Math.log(2), within(1e-12));
  }

  /** I = Σ p(d) π_d(c) log₂ π_d(c)/π̄(c), by its definition. */
  @RepeatedTest(10)
  void theInformationIsTheMeanDivergenceFromTheMean(RepetitionInfo repetition) {
    Philox random = new Philox(repetition.getCurrentRepetition(), 11);
    int devices = 2 + random.nextInt(6);
    double[][][][] pi = filled(devices, 3, (d, r) -> random(random));
    double expected = 0;
    for (int r = 0; r < 3; r++) {
      for (int e = 0; e < 2; e++) {
        for (int c = 0; c < 5; c++) {
          double mean = 0;
          for (int d = 0; d < devices; d++) {
            mean += pi[d][r][e][c] / devices;
          }
          for (int d = 0; d < devices; d++) {
            double p = pi[d][r][e][c];
            expected += p * Math.log(p / mean) / Math.log(2) / devices / 6;
          }
        }
      }
    }
    assertThat(Conditioning.of(pi).device().bits())
        .as("seed %d", repetition.getCurrentRepetition())
        .isCloseTo(expected, within(1e-12));
  }

  private interface Distribution {
    double[] of(int device, int preference);
  }

  /** Two decisions, of the same distribution. */
  private static double[][][][] filled(int devices, int preferences, Distribution distribution) {
    double[][][][] pi = new double[devices][preferences][2][];
    for (int d = 0; d < devices; d++) {
      for (int r = 0; r < preferences; r++) {
        pi[d][r][0] = distribution.of(d, r);
        pi[d][r][1] = distribution.of(d, r);
      }
    }
    return pi;
  }

  private static double[] random(Philox random) {
    double[] values = new double[5];
    double sum = 0;
    for (int c = 0; c < 5; c++) {
      values[c] = Math.exp(2 * random.nextGaussian());
      sum += values[c];
    }
    for (int c = 0; c < 5; c++) {
      values[c] /= sum;
    }
    return values;
  }
}
