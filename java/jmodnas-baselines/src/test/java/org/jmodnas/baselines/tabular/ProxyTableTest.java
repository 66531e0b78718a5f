package org.jmodnas.baselines.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyTableTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

  @TempDir Path folder;

  private Map<String, double[]> read(String text) throws IOException {
    return ProxyTable.read(Files.writeString(folder.resolve("proxies.csv"), text), SPACE);
  }

  @Test
  void numbersOfEitherSignAreRead() throws IOException {
    Map<String, double[]> columns =
        read(
            "index,arch,grasp,jacov\n9,"
                + SPACE.architecture(9)
                + ",-1.5e-3,\n8,"
                + SPACE.architecture(8)
                + ",.5,-33\n");
    assertThat(columns).containsOnlyKeys("grasp", "jacov");
    TableProxies proxies = new TableProxies(SPACE, columns);
    assertThat(proxies.value("grasp", SPACE.architecture(9))).isEqualTo(-1.5e-3);
    assertThat(proxies.value("jacov", SPACE.architecture(9))).isNaN();
    assertThat(proxies.value("jacov", SPACE.architecture(8))).isEqualTo(-33);
    assertThat(proxies.value("jacov", SPACE.architecture(7))).isNaN();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "inf", "-Infinity", "--1", "1f", "1e999", "0x1p3"})
  void whatIsNoFiniteNumberIsRefusedByLineAndColumn(String field) {
    assertThatThrownBy(() -> read("index,a,grasp\n1,1,1\n2,1," + field + "\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("line 3", "'grasp'", "'" + field + "'");
  }

  @Test
  void theRealTableIsRead() {
    Map<String, double[]> columns =
        ProxyTable.read(SharedData.file("tables/nb201_zerocost_c10.csv"), SPACE);
    assertThat(columns).hasSize(13).containsKeys("synflow", "nwot", "jacov", "grasp");
    assertThat(Arrays.stream(columns.get("jacov")).filter(value -> value < 0)).hasSize(9445);
  }
}
