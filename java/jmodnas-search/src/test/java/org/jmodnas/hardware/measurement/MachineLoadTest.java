package org.jmodnas.hardware.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MachineLoadTest {
  @Test
  void halfOfTheProcessorsMayBeBusy() {
    assertThat(new MachineLoad(2, 4).objectionBefore()).isEmpty();
    assertThat(new MachineLoad(2.1, 4).objectionBefore().orElseThrow())
        .isEqualTo(
            "load average 2.10 before the measurement, at most 2.00 allowed on 4 processors");
  }

  @Test
  void theMeasurementItselfIsAllowedFor() {
    assertThat(new MachineLoad(3, 4).objectionAfter()).isEmpty();
    assertThat(new MachineLoad(3.1, 4).objectionAfter()).isPresent();
  }

  @Test
  void anUnknownLoadIsNoGround() {
    assertThat(new MachineLoad(-1, 1).objectionBefore()).isEmpty();
    assertThat(MachineLoad.now().processors()).isPositive();
  }
}
