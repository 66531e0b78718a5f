package org.jmodnas.cli.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.Test;

final class ChoiceTest {
  @Test
  void valuesAreParsedByTheirNames() {
    assertThat(Choice.name(DeviceCombination.MIN_NORM)).isEqualTo("min-norm");
    for (DeviceCombination value : DeviceCombination.values()) {
      assertThat(Choice.parse("--combination", DeviceCombination.class, Choice.name(value)))
          .isEqualTo(value);
    }
    assertThatThrownBy(() -> Choice.parse("--combination", DeviceCombination.class, "best"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'best'")
        .hasMessageContaining("min-norm");
  }
}
