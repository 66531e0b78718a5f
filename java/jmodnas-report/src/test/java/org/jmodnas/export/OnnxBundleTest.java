package org.jmodnas.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
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
  void aFileAnArchitectureATableAndInstructions() throws IOException, OrtException {
    Path bundle = folder.resolve("new/bundle");
    write(bundle);
    assertThat(bundle.toFile().list())
        .containsExactlyInAnyOrder("9.onnx", "431.onnx", "latency.csv", "README.md");
    try (OnnxRuntime runtime = new OnnxRuntime(Files.readAllBytes(bundle.resolve("431.onnx")))) {
      assertThat(runtime.metadata())
          .containsEntry("architecture", SPACE.architecture(431).toString());
      assertThat(runtime.imageShape()).containsExactly(4, 3, 8, 8);
      float[][] scores = runtime.run(new float[4 * 3 * 64], 4, 3, 8, 8);
      assertThat(scores.length).isEqualTo(4);
      assertThat(scores[3]).hasSize(10);
    }
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
