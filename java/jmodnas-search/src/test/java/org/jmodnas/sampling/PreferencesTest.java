package org.jmodnas.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;

final class PreferencesTest {
  @Test
  void uniformPreferencesHaveTheMomentsOfDirichlet() {
    Philox random = new Philox(20_261_124, 0);
    int count = 20_000;
    double mean = 0;
    double square = 0;
    for (int i = 0; i < count; i++) {
      double first = Preferences.uniform(3, random).weight(0);
      mean += first / count;
      square += first * first / count;
    }
    assertThat(mean).isCloseTo(1.0 / 3, within(0.01));
    assertThat(square - mean * mean).isCloseTo(1.0 / 18, within(0.005));
  }

  @Test
  void stratifiedPreferencesAreUniformEachAndSpreadTogether() {
    Philox random = new Philox(20_261_124, 1);
    for (int objectives = 2; objectives <= 4; objectives++) {
      int draws = 5_000;
      double[] mean = new double[objectives];
      double square = 0;
      for (int i = 0; i < draws; i++) {
        List<Preference> four = Preferences.stratified(objectives, 4, random);
        int exponent = objectives - 1;
        assertThat(
                four.stream()
                    .map(r -> (int) (4 * (1 - Math.pow(1 - r.weight(0), exponent))))
                    .sorted()
                    .toList())
            .containsExactly(0, 1, 2, 3);
        Preference first = four.get(0);
        for (int m = 0; m < objectives; m++) {
          mean[m] += first.weight(m) / draws;
        }
        square += first.weight(0) * first.weight(0) / draws;
      }
      for (double ofObjective : mean) {
        assertThat(ofObjective).isCloseTo(1.0 / objectives, within(0.02));
      }
      assertThat(square).isCloseTo(2.0 / objectives / (objectives + 1), within(0.02));
    }
  }

  @Test
  void raysRunFromOneObjectiveToTheOther() {
    List<Preference> rays = Preferences.rays(5);
    assertThat(rays.get(0).weight(0)).isEqualTo(1);
    assertThat(rays.get(2).weight(1)).isEqualTo(0.5);
    assertThat(rays.get(4).weight(1)).isEqualTo(1);
    List<Preference> circle = Preferences.circleRays(24);
    assertThat(circle.get(0).weight(0)).isCloseTo(1, within(1e-5));
    assertThat(circle.get(23).weight(1)).isCloseTo(1, within(1e-5));
    assertThat(circle.get(1).weight(1)).isGreaterThan(rays.get(1).weight(1) / 6);
  }

  @Test
  void aSpreadCoversTheSimplexEvenly() {
    assertThat(Preferences.spread(2, 7)).hasSize(7);
    List<Preference> spread = Preferences.spread(3, 24);
    assertThat(spread).as("divisions 6 are the first with 24 points").hasSize(28);
    assertThat(spread.stream().map(Preference::toString).distinct()).hasSize(28);
    for (int m = 0; m < 3; m++) {
      int objective = m;
      assertThat(spread.stream().mapToDouble(r -> r.weight(objective)).average().orElseThrow())
          .isCloseTo(1.0 / 3, within(1e-12));
      assertThat(spread).anyMatch(r -> r.weight(objective) == 1);
    }
  }

  @Test
  void weightsOffTheSimplexAreRefused() {
    assertThatThrownBy(() -> Preference.of(0.5, 0.6)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Preference.of(1.5, -0.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Preference.of(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
