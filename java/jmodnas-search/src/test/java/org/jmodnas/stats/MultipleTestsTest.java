package org.jmodnas.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Correction, ranks and quantiles of small samples, computed by hand. */
final class MultipleTestsTest {
  @Test
  void holmStepsDown() {
    assertThat(HolmCorrection.adjusted(new double[] {.01, .04, .03, .005}))
        .containsExactly(new double[] {.03, .06, .06, .02}, within(1e-15));
    assertThat(HolmCorrection.adjusted(new double[] {.6, .9})).containsExactly(1, 1);
    assertThat(HolmCorrection.adjusted(new double[0])).isEmpty();
  }

  @Test
  void equalValuesShareTheirRank() {
    assertThat(Ranks.ascending(new double[] {5, 1, 5, 3})).containsExactly(3.5, 1, 3.5, 2);
  }

  @Test
  void quantilesAreInterpolated() {
    double[] values = {3, 1, 4, 1, 5};
    assertThat(Quantile.median(values)).isEqualTo(3);
    assertThat(Quantile.of(values, .75)).isEqualTo(4);
    assertThat(Quantile.of(new double[] {1, 2}, .25)).isEqualTo(1.25);
    assertThat(Quantile.of(values, 1)).isEqualTo(5);
    assertThatThrownBy(() -> Quantile.median(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQuantileOfWhatIsNotKnownIsInfinite() {
    double never = Double.POSITIVE_INFINITY;
    assertThat(Quantile.median(new double[] {2, never, 1})).isEqualTo(2);
    assertThat(Quantile.median(new double[] {2, never, 1, never})).isEqualTo(never);
    assertThat(Quantile.median(new double[] {never, never})).isEqualTo(never);
  }
}
