package org.jmodnas.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.jmodnas.sampling.Preference;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.Test;

final class WeightedSumTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  @Test
  void weightsArePowersOfThePreferenceOnTheSimplex() {
    double[] weights = new WeightedSum(2).weights(Preference.of(0.5, 0.25, 0.25));
    assertThat(weights).containsExactly(new double[] {4 / 6.0, 1 / 6.0, 1 / 6.0}, EXACT);
    assertThat(new WeightedSum(2).weights(Preference.of(0, 1))).containsExactly(0, 1);
  }

  @Test
  void anExponentOfOneIsThePreferenceItself() {
    assertThat(new WeightedSum(1).weights(Preference.of(0.3, 0.7)))
        .containsExactly(new double[] {0.3, 0.7}, EXACT);
  }

  @Test
  void anExponentAboveZeroIsRequired() {
    assertThatThrownBy(() -> new WeightedSum(0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'0.0'");
  }
}
