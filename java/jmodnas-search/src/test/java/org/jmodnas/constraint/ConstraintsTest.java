package org.jmodnas.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.jmodnas.hardware.Direction;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTable.Provenance;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConstraintsTest {
  @Test
  void limitsAreOfEveryDeviceOrOfOne() {
    assertThat(MetricLimit.parse("latency=12")).isEqualTo(new MetricLimit(null, "latency", 12));
    assertThat(MetricLimit.parse("pixel2:latency=1.5e-3"))
        .isEqualTo(new MetricLimit("pixel2", "latency", 0.0015));
    assertThat(MetricLimit.parse("a:b=c 2:energy_mj=3"))
        .isEqualTo(new MetricLimit("a:b=c 2", "energy_mj", 3));
    assertThat(MetricLimit.parse("pixel2:latency=12")).hasToString("pixel2:latency=12.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "latency",
        "latency=",
        "=12",
        ":latency=12",
        "a:=12",
        "latency=12ms",
        "latency=0",
        "latency=-1",
        "latency=NaN",
        "latency=Infinity"
      })
  void whatIsNoLimitIsRefused(String text) {
    assertThatThrownBy(() -> MetricLimit.parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("limit");
  }

  @Test
  void theLimitOfADeviceStandsInPlaceOfThatOfAll() {
    Constraints constraints = of("latency=12", "pixel2:latency=20", "fpga:energy=3");
    assertThat(constraints.of("latency", "eyeriss")).hasValue(12);
    assertThat(constraints.of("latency", "pixel2")).hasValue(20);
    assertThat(constraints.of("energy", "fpga")).hasValue(3);
    assertThat(constraints.of("energy", "pixel2")).isEmpty();
    assertThat(constraints.isEmpty()).isFalse();
    assertThat(Constraints.NONE.isEmpty()).isTrue();
  }

  @Test
  void unknownNamesAndDoublesAreRefused() {
    MetricTable table = MetricTable.ofEveryDevice(Provenance.COMPUTED, new double[] {1});
    List<MetricObjective> objectives =
        List.of(
            new MetricObjective("latency", table),
            new MetricObjective("energy", table),
            new MetricObjective("robustness", table, Direction.MAXIMIZE));
    List<String> devices = List.of("pixel2", "fpga");
    of("latency=12", "pixel2:energy=2").requireKnown(objectives, devices);
    assertThatThrownBy(() -> of("latency_ms=12").requireKnown(objectives, devices))
        .hasMessage(
            "Unknown objective 'latency_ms' in the limit 'latency_ms=12.0': expected one of "
                + "[latency, energy, robustness]");
    assertThatThrownBy(() -> of("pixel:latency=12").requireKnown(objectives, devices))
        .hasMessageContaining("Unknown device 'pixel'")
        .hasMessageContaining("[pixel2, fpga]");
    assertThatThrownBy(() -> of("robustness=12").requireKnown(objectives, devices))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("more is better");
    assertThatThrownBy(() -> of("latency=12", "latency=13"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("2 times");
    for (double confidence : new double[] {0, 1, Double.NaN}) {
      assertThatThrownBy(() -> new Constraints(List.of(), confidence))
          .isInstanceOf(ConfigurationException.class);
    }
  }

  private static Constraints of(String... limits) {
    return new Constraints(Arrays.stream(limits).map(MetricLimit::parse).toList(), 0.9);
  }
}
