package org.jmodnas.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.testkit.SharedData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetricTableTest {
  private static final Offset<Float> TIGHT = Offset.offset(1e-4f);

  private final NasBench201Space space = new NasBench201Space();

  @TempDir Path folder;

  @Test
  void missingValuesStayMissing() throws IOException {
    MetricTable table = read("index,a,b\n3,1.5,\n0,2.5,7\n");
    assertThat(table.devices()).containsExactly("a", "b");
    assertThat(table.value("a", 3)).isEqualTo(1.5);
    assertThat(table.value("b", 3)).isNaN();
    assertThat(table.value("a", 1)).isNaN();
    assertThat(table.minimum("a")).isEqualTo(1.5);
    assertThat(table.maximum("b")).isEqualTo(7);
    assertThat(table.provenance()).isEqualTo(MetricTable.Provenance.MEASURED);
  }

  @Test
  void aPatternPicksTheColumnsOfAMetric() throws IOException {
    MetricTable table = read("index,a_ms,b_ms,a_mj,b,_ms\n3,1,2,3,4,5\n");
    MetricTable latency = table.matching("*_ms");
    assertThat(latency.devices()).containsExactly("a", "b");
    assertThat(latency.value("b", 3)).isEqualTo(2);
    assertThat(latency.isDeviceIndependent()).isFalse();
    assertThat(table.matching("a_*").devices()).containsExactly("ms", "mj");
    assertThat(table.matching("*").devices()).isEqualTo(table.devices());
    for (String wrong : List.of("*_ws", "*_*", "c", "b*_ms")) {
      assertThatThrownBy(() -> table.matching(wrong))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("'" + wrong + "'")
          .hasMessageContaining("[a_ms, b_ms, a_mj, b, _ms]");
    }
  }

  @Test
  void aColumnByNameIsTheSameOnEveryDevice() throws IOException {
    MetricTable table = read("index,a,b\n3,1,2\n").matching("b");
    assertThat(table.isDeviceIndependent()).isTrue();
    assertThat(table.devices()).isEmpty();
    assertThat(table.value("whatever", 3)).isEqualTo(2);
    assertThat(table.value("else", 4)).isNaN();
    assertThat(table.maximum("else")).isEqualTo(2);
  }

  @Test
  void marksAndLineEndsOfOtherEditorsAreRead() throws IOException {
    MetricTable table = read("\uFEFFindex,a\r\n3, 1.5e1 \r\n");
    assertThat(table.devices()).containsExactly("a");
    assertThat(table.value("a", 3)).isEqualTo(15);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "; at least one architecture",
        "index,a@0,1; truncated",
        "index,a@0,0x1p3@; finite number",
        "index,a@0,1f@; finite number",
        "index,a@0,1e999@; finite number",
        "index,a@1.5,1@; whole number in column 'index'",
        "index,a@0,1@3,2@0,3@; also in line 2",
        "index,,a@0,1,1@; distinct column names",
        "index,arch,a@0,|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,1@; same architecture"
      })
  void damageIsExplained(@Nullable String text, String what) {
    assertThatThrownBy(() -> read(text == null ? "" : text.replace('@', '\n')))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("table.csv")
        .hasMessageContaining(what.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "name,a@0,1@; line 1",
        "index@0@; line 1",
        "index,a@; line 1",
        "index,a@0,1,2@; line 2",
        "index,a@0,x@; line 2",
        "index,a@0,NaN@; line 2",
        "index,a@0,-1@; line 2",
        "index,a@0,Infinity@; line 2",
        "index,a@0,1@0,2@; line 3",
        "index,a@99999,1@; line 2",
        "index,a@x,1@; line 2",
        "arch,a@|nothing~0|,1@; line 2",
        "index,a,a@0,1,1@; line 1",
        "index,a@; line 1"
      })
  void damageIsNamedWithItsLine(String text, String where) {
    assertThatThrownBy(() -> read(text.replace('@', '\n')))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("table.csv")
        .hasMessageContaining(where.strip());
  }

  @Test
  void unknownDevicesAndMissingReferencesAreNamed() throws IOException {
    MetricTable table = read("index,a\n0,1\n1,2\n2,\n4,1\n");
    assertThatThrownBy(() -> table.value("z", 0)).hasMessageContaining("'z'");
    assertThatThrownBy(() -> DeviceEmbedding.of(table, "a", List.of(0, 1, 2, 3)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("2 of 4")
        .hasMessageContaining("[2, 3]");
    assertThatThrownBy(() -> DeviceEmbedding.of(table, "a", List.of(0, 4)))
        .hasMessageContaining("same value");
    assertThat(DeviceEmbedding.of(table, "a", List.of(0, 1))).containsExactly(0, 1);
    assertThatThrownBy(() -> MetricTableReader.read(folder.resolve("none"), space))
        .hasMessageContaining("does not exist");
  }

  @Test
  void columnsBelongToTheTableAndAreEquallyLong() {
    double[] values = {1, 2};
    MetricTable table = new MetricTable(MetricTable.Provenance.MEASURED, Map.of("a", values));
    values[0] = 5;
    assertThat(table.value("a", 0)).isEqualTo(1);
    Map<String, double[]> unequal = new LinkedHashMap<>();
    unequal.put("a", values);
    unequal.put("b", new double[3]);
    assertThatThrownBy(() -> new MetricTable(MetricTable.Provenance.MEASURED, unequal))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'b'");
  }

  @Test
  void standardizedTrainingEmbeddingsAreCentredAndScaled() {
    List<float[]> training = List.of(new float[] {0, 1, 0.2f}, new float[] {0.5f, 1, 0.6f});
    DeviceEmbedding.Standardizer standardizer = new DeviceEmbedding.Standardizer(training);
    assertThat(standardizer.apply(training.get(0))).containsExactly(new float[] {-1, 0, -1}, TIGHT);
    assertThat(standardizer.apply(training.get(1))).containsExactly(new float[] {1, 0, 1}, TIGHT);
    // A component that never varied has a floor of 0.001 instead of a deviation.
    assertThat(standardizer.apply(new float[] {0.25f, 0.999f, 0.4f}))
        .containsExactly(new float[] {0, -1, 0}, TIGHT);
  }

  @Test
  void realTableIsComplete() {
    MetricTable table = MetricTableReader.read(SharedData.file("tables/nb201_latency.csv"), space);
    assertThat(table.devices()).hasSize(19).containsAll(ReferenceDevices.TRAINING);
    assertThat(table.devices()).containsAll(ReferenceDevices.UNSEEN);
    assertThat(table.minimum("fpga")).isBetween(1.12, 1.14);
    float[] embedding = DeviceEmbedding.of(table, "raspi4", ReferenceDevices.ARCHITECTURES);
    assertThat(embedding).hasSize(10).contains(0).contains(1);
  }

  private MetricTable read(String text) throws IOException {
    return MetricTableReader.read(Files.writeString(folder.resolve("table.csv"), text), space);
  }
}
