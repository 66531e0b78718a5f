package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class BaselineTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  @Test
  void aDeviceIsComparedWithTheMeanOfTheOthers() {
    assertThat(new Baseline().advantages(new double[] {1, 2, 6}))
        .containsExactly(new double[] {1 - 4, 2 - 3.5, 6 - 1.5}, EXACT);
  }

  @Test
  void aDeviceAloneIsComparedWithWhatWentBefore() {
    Baseline baseline = new Baseline();
    assertThat(baseline.advantages(new double[] {2})).containsExactly(0);
    assertThat(baseline.advantages(new double[] {3})).containsExactly(1);
    assertThat(baseline.advantages(new double[] {3})).containsExactly(new double[] {0.9}, EXACT);
  }
}
