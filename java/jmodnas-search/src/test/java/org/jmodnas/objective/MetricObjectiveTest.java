package org.jmodnas.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.jmodnas.hardware.Direction;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.Test;

/** Objectives that are functions of an architecture. */
final class MetricObjectiveTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

  @Test
  void aFunctionOfArchitectureAndDeviceIsATableOfItsDevices() {
    MetricObjective objective =
        MetricObjective.of(
            function(
                List.of("slow", "fast"),
                (architecture, device) ->
                    SPACE.index(architecture) * (device.equals("slow") ? 2.0 : 1.0)),
            SPACE);
    assertThat(objective.direction()).isEqualTo(Direction.MAXIMIZE);
    assertThat(objective.isDeviceIndependent()).isFalse();
    assertThat(objective.table().devices()).containsExactly("slow", "fast");
    assertThat(objective.table().value("slow", 7)).isEqualTo(14);
    assertThat(objective.table().value("fast", 7)).isEqualTo(7);
    assertThat(objective.table().provenance()).isEqualTo(MetricTable.Provenance.COMPUTED);
  }

  @Test
  void withoutDevicesItIsTheSameOnAll() {
    MetricObjective objective =
        MetricObjective.of(
            function(
                List.of(),
                (architecture, device) ->
                    device.isEmpty() && SPACE.index(architecture) > 0
                        ? SPACE.index(architecture)
                        : Double.NaN),
            SPACE);
    assertThat(objective.isDeviceIndependent()).isTrue();
    assertThat(objective.table().value("any", 9)).isEqualTo(9);
    assertThat(objective.table().value("any", 0)).isNaN();
  }

  @Test
  void failuresNameObjectiveAndArchitecture() {
    String first = SPACE.architecture(0).toString();
    assertThatThrownBy(
            () ->
                MetricObjective.of(
                    function(
                        List.of(),
                        (architecture, device) -> {
                          throw new IllegalStateException("out of luck");
                        }),
                    SPACE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'own'")
        .hasMessageContaining(first)
        .hasMessageContaining("out of luck");
    assertThatThrownBy(
            () ->
                MetricObjective.of(
                    function(List.of(), (architecture, device) -> Double.POSITIVE_INFINITY), SPACE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'Infinity'")
        .hasMessageContaining(first);
  }

  private static ArchitectureObjective function(
      List<String> devices, ToDoubleBiFunction<Architecture, String> value) {
    return new ArchitectureObjective() {
      @Override
      public String name() {
        return "own";
      }

      @Override
      public Direction direction() {
        return Direction.MAXIMIZE;
      }

      @Override
      public List<String> devices() {
        return devices;
      }

      @Override
      public double value(Architecture architecture, String device) {
        return value.applyAsDouble(architecture, device);
      }
    };
  }
}
