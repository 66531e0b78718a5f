package org.jmodnas.cli.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.jmodnas.hardware.Direction;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectiveSpecTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "latency.csv -> metric; latency.csv; ",
        "latency=tables/latency.csv -> latency; tables/latency.csv; ",
        "energy=hw.csv:*_energy_mj -> energy; hw.csv; *_energy_mj",
        "hw.csv:*_energy_mj -> metric; hw.csv; *_energy_mj",
        "C:\\tables\\latency.csv -> metric; C:\\tables\\latency.csv; ",
        "latency=C:/tables/hw.csv:*_ms -> latency; C:/tables/hw.csv; *_ms",
        "latency=C:\\tables\\hw.csv:fpga -> latency; C:\\tables\\hw.csv; fpga",
        "latency=a:b.csv: -> latency; a:b.csv; ",
        "latency=a:b.csv:*_ms -> latency; a:b.csv; *_ms",
        "max:robustness=r.csv:aa_apgd-ce@Linf_eps-1.0 -> robustness; r.csv; aa_apgd-ce@Linf_eps-1.0",
        "x=/a=b/c.csv -> x; /a=b/c.csv; ",
        "./latency -> metric; ./latency; "
      })
  void tablesHaveAFileAndPerhapsAColumn(String text, String parts) {
    String[] expected = parts.split("; ?", -1);
    ObjectiveSpec spec = ObjectiveSpec.parse(text);
    assertThat(spec.name()).isEqualTo(expected[0]);
    assertThat(spec.file()).contains(Path.of(expected[1]));
    assertThat(spec.column().orElse("")).isEqualTo(expected[2]);
  }

  @Test
  void aNameAloneNeedsNoFile() {
    assertThat(ObjectiveSpec.parse("params"))
        .isEqualTo(
            new ObjectiveSpec("params", Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(ObjectiveSpec.parse("max:speed").direction()).contains(Direction.MAXIMIZE);
    assertThat(ObjectiveSpec.parse("min:speed").direction()).contains(Direction.MINIMIZE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words=a.csv", "=a.csv", "a=", "a=:column", "", "max:", "1st=a.csv"})
  void otherTextsAreRefusedInOneLine(String text) {
    assertThatThrownBy(() -> ObjectiveSpec.parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageNotContaining("\n");
  }
}
