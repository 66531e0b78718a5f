package org.jmodnas.cli.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jmodnas.hardware.DeviceCatalogue;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTable.Provenance;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.Test;

final class DeviceSelectionTest {
  private static final int COUNT = 15_625;

  @Test
  void theDevicesOfAllObjectivesAreSearchedAndTheOthersNamed() {
    DeviceSelection selection =
        DeviceSelection.of(
            List.of(objective("latency", "a", "b", "c"), objective("energy", "b", "c", "d")),
            List.of(),
            List.of());
    assertThat(selection.training()).containsExactly("b", "c");
    assertThat(selection.unseen()).isEmpty();
    assertThat(selection.notes())
        .containsExactly(
            "Without a, of which there is no energy.", "Without d, of which there is no latency.");
  }

  @Test
  void theRestIsUnseen() {
    DeviceSelection selection =
        DeviceSelection.of(List.of(objective("latency", "a", "b", "c")), List.of("b"), List.of());
    assertThat(selection.training()).containsExactly("b");
    assertThat(selection.unseen()).containsExactly("a", "c");
  }

  @Test
  void knownDevicesAreTheDefaultWhereTheTablesHaveThem() {
    String[] published =
        Stream.concat(ReferenceDevices.TRAINING.stream(), Stream.of("fpga")).toArray(String[]::new);
    DeviceSelection selection =
        DeviceSelection.of(List.of(objective("latency", published)), List.of(), List.of());
    assertThat(selection.training()).isEqualTo(ReferenceDevices.TRAINING);
    assertThat(selection.unseen()).containsExactly("fpga");
    DeviceCatalogue catalogue = DeviceCatalogue.load();
    String[] bundled =
        Stream.concat(catalogue.training().stream(), catalogue.unseen().stream())
            .toArray(String[]::new);
    DeviceSelection modelled =
        DeviceSelection.of(
            List.of(objective("latency", bundled), anywhere("params")), List.of(), List.of());
    assertThat(modelled.training()).isEqualTo(catalogue.training());
    assertThat(modelled.unseen()).isEqualTo(catalogue.unseen());
  }

  @Test
  void missingValuesAreTold() {
    double[] holes = values();
    Arrays.fill(holes, 0, 5, Double.NaN);
    double[] undescribed = values();
    undescribed[ReferenceDevices.ARCHITECTURES.get(3)] = Double.NaN;
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("whole", values());
    columns.put("holes", holes);
    columns.put("undescribed", undescribed);
    MetricObjective latency =
        new MetricObjective("latency", new MetricTable(Provenance.MEASURED, columns));
    DeviceSelection selection = DeviceSelection.of(List.of(latency), List.of("whole"), List.of());
    assertThat(selection.unseen()).containsExactly("holes");
    assertThat(selection.notes())
        .containsExactly(
            "Without undescribed, which lacks reference architectures for latency.",
            "latency of 5 of 15625 architectures is missing on holes; their values are predicted,"
                + " and scores leave them out.");
  }

  @Test
  void withoutADeviceThereIsOneCalledAny() {
    List<MetricObjective> params = List.of(anywhere("params"));
    assertThat(DeviceSelection.of(params, List.of(), List.of()).training()).containsExactly("any");
    assertThat(DeviceSelection.of(params, List.of("any"), List.of()).unseen()).isEmpty();
    assertThatThrownBy(() -> DeviceSelection.of(params, List.of("fpga"), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'fpga'");
  }

  @Test
  void devicesThatAnObjectiveLacksAreRefused() {
    List<MetricObjective> objectives =
        List.of(objective("latency", "a", "b"), objective("energy", "b"));
    assertThatThrownBy(() -> DeviceSelection.of(objectives, List.of("a"), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'a'")
        .hasMessageContaining("'energy'");
    assertThatThrownBy(
            () ->
                DeviceSelection.of(
                    List.of(objective("latency", "a"), objective("energy", "b")),
                    List.of(),
                    List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'latency' of [a]")
        .hasMessageContaining("'energy' of [b]");
  }

  private static MetricObjective anywhere(String name) {
    return new MetricObjective(name, MetricTable.ofEveryDevice(Provenance.COMPUTED, values()));
  }

  private static MetricObjective objective(String name, String... devices) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String device : devices) {
      columns.put(device, values());
    }
    return new MetricObjective(name, new MetricTable(Provenance.MEASURED, columns));
  }

  private static double[] values() {
    double[] values = new double[COUNT];
    Arrays.setAll(values, i -> i);
    return values;
  }
}
