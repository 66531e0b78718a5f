package org.jmodnas.hardware.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxBundleTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

  @TempDir Path folder;

  @Test
  void aFileAnArchitectureATableAndInstructions() throws IOException {
    Path bundle = folder.resolve("new/bundle");
    write(bundle);
    assertThat(bundle.toFile().list())
        .containsExactlyInAnyOrder("9.onnx", "431.onnx", "latency.csv", "README.md");
    WireMessage model = new WireMessage(Files.readAllBytes(bundle.resolve("431.onnx")));
    assertThat(model.message(7).text(2)).isEqualTo(SPACE.architecture(431).toString());
    assertThat(MetricTableReader.read(bundle.resolve("latency.csv"), SPACE).value("phone", 9))
        .isNaN();
    assertThat(bundle.resolve("README.md"))
        .content()
        .contains("(4, 3, 8, 8)", "(4, 10)", "1 cells", "`phone`")
        .doesNotContain("%");
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Files.writeString(folder.resolve("precious"), "x");
    assertThatThrownBy(() -> write(folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("not empty");
    assertThat(folder.toFile().list()).containsExactly("precious");
  }

  private void write(Path bundle) {
    new OnnxBundle(new DeployedNetwork.Size(1, 2, 8, 3, 10), 4, SPACE)
        .write(bundle, List.of(9, 431), "phone", new Philox(1, 0), backend);
  }
}
