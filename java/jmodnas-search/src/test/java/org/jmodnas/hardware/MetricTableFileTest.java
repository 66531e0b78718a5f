package org.jmodnas.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetricTableFileTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

  @TempDir Path folder;

  @Test
  void aNewTableIsRead() {
    Path file = folder.resolve("new.csv");
    MetricTableFile table = MetricTableFile.empty(SPACE);
    table.put("a", 7, 1.5);
    table.put("a", 3, 1e-5);
    table.put("b", 3, 12345678.9);
    table.write(file);
    MetricTable read = MetricTableReader.read(file, SPACE);
    assertThat(read.devices()).containsExactly("a", "b");
    assertThat(read.value("a", 7)).isEqualTo(1.5);
    assertThat(read.value("a", 3)).isEqualTo(1e-5);
    assertThat(read.value("b", 3)).isEqualTo(12345678.9);
    assertThat(read.value("b", 7)).isNaN();
    assertThat(folder.toFile().list()).containsExactly("new.csv");
  }

  @Test
  void whatIsThereStaysAsItWasWritten() throws IOException {
    String arch = SPACE.architecture(5).toString();
    Path file =
        Files.writeString(
            folder.resolve("old.csv"), "arch, my phone\n" + arch + ",007.50\n|bad|\n");
    assertThatThrownBy(() -> MetricTableFile.read(file, SPACE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("line 3");
    Files.writeString(file, "arch, my phone,index\n" + arch + ",007.50,5\n");
    MetricTableFile table = MetricTableFile.read(file, SPACE);
    assertThat(table.has("my phone", 5)).isTrue();
    assertThat(table.has("my phone", 6)).isFalse();
    assertThat(table.has("cpu", 5)).isFalse();
    table.put("cpu", 6, 2);
    table.put("my phone", 6, 8);
    table.write(file);
    assertThat(file)
        .hasContent(
            "arch,my phone,index,cpu\n%s,007.50,5,\n%s,8.0,6,2.0\n"
                .formatted(arch, SPACE.architecture(6)));
    assertThatThrownBy(() -> table.put("cpu", 6, 3)).hasMessageContaining("'6'");
  }

  @Test
  void rowsAndColumnsCanBeLeftToFillIn() {
    Path file = folder.resolve("template.csv");
    MetricTableFile table = MetricTableFile.empty(SPACE);
    table.declare("mine", List.of(4, 2));
    table.write(file);
    assertThat(MetricTableReader.read(file, SPACE).value("mine", 4)).isNaN();
    assertThat(file).content().contains("\n4,|").endsWith("|,\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,b", "index", "arch", "two words", "a\n"})
  void namesThatCannotBeReadAreRefused(String name) {
    MetricTableFile table = MetricTableFile.empty(SPACE);
    assertThatThrownBy(() -> table.put(name, 1, 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'" + name + "'");
  }
}
