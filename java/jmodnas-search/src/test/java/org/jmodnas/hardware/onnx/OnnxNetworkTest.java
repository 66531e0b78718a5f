package org.jmodnas.hardware.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.jmodnas.hardware.onnx.OnnxInterpreter.Value;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.supernet.NasBench201Supernet;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.SupernetConfig;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are parsed and computed by readers that share nothing with the writers. */
final class OnnxNetworkTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final DeployedNetwork.Size SIZE = new DeployedNetwork.Size(2, 3, 8, 3, 5);
  private static final int BATCH = 2;

  /** All operations; a dead end; a node that nothing feeds; no convolution; nothing at all. */
  @ParameterizedTest
  @ValueSource(strings = {"321432", "300340", "012332", "411144", "000000", "222222", "333333"})
  void aFileComputesWhatTheSupernetDoes(String digits) {
    Architecture architecture = SPACE.decode(digits.chars().map(c -> c - '0').toArray());
    NasBench201Supernet supernet = supernet();
    Philox random = new Philox(7, 0);
    int side = SIZE.image();
    int channels = SIZE.imageChannels();
    float[] images = new float[BATCH * side * side * channels];
    double[] transposed = new double[images.length];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
      int channel = i % channels;
      int pixel = i / channels % (side * side);
      int image = i / channels / (side * side);
      transposed[(image * channels + channel) * side * side + pixel] = images[i];
    }
    float[] expected;
    try (Tape tape = new Tape(backend)) {
      expected =
          supernet
              .logits(
                  tape,
                  backend.tensor(Shape.of(BATCH, side, side, channels), images),
                  SampledArchitecture.fixed(architecture.choices()))
              .toArray();
    }
    WireMessage model = model(architecture, supernet);
    Map<String, Value> values =
        OnnxInterpreter.run(
            model,
            OnnxNetwork.INPUT,
            new Value(new int[] {BATCH, channels, side, side}, transposed));
    Value scores = values.get(OnnxNetwork.OUTPUT);
    assertThat(scores.shape()).containsExactly(BATCH, SIZE.classes());
    for (int i = 0; i < expected.length; i++) {
      assertThat(scores.data()[i]).as("score %d", i).isCloseTo(expected[i], within(1e-3));
    }
  }

  @Test
  void theFileSaysWhatItHolds() {
    Architecture architecture = SPACE.decode(3, 2, 1, 4, 0, 0);
    WireMessage model = model(architecture, supernet());
    assertThat(model.number(1)).as("version of the format").isEqualTo(8);
    assertThat(model.message(8).number(2)).as("operator set").isEqualTo(17);
    WireMessage graph = model.message(7);
    assertThat(graph.text(2)).isEqualTo(architecture.toString());
    assertThat(extents(graph.message(11))).containsExactly(2L, 3L, 8L, 8L);
    assertThat(extents(graph.message(12))).containsExactly(2L, 5L);
    assertThat(graph.message(11).text(1)).isEqualTo("images");
    assertThat(graph.message(12).text(1)).isEqualTo("scores");
    List<String> operators = graph.messages(1).stream().map(node -> node.text(4)).toList();
    // Stem, three a reduction; every edge of the cell but the last pooling leads nowhere.
    assertThat(operators).filteredOn("Conv"::equals).hasSize(1 + 2 * 3);
    assertThat(operators).filteredOn("AveragePool"::equals).hasSize(6 + 2);
    assertThat(graph.messages(5))
        .extracting(tensor -> tensor.text(8))
        .noneMatch(name -> name.startsWith("cells."));
  }

  @Test
  void statisticsAreConstants() {
    WireMessage graph = model(SPACE.decode(3, 2, 1, 4, 3, 2), supernet()).message(7);
    int norms = 0;
    for (WireMessage node : graph.messages(1)) {
      if (node.text(4).equals("BatchNormalization")) {
        norms++;
        assertThat(constant(graph, node.texts(1).get(3))).as("mean").containsOnly(0);
        assertThat(constant(graph, node.texts(1).get(4))).as("variance").containsOnly(1);
      }
    }
    assertThat(norms).isEqualTo(1 + 2 * 2 + 6 * 4 + 1);
  }

  private static float[] constant(WireMessage graph, String name) {
    return graph.messages(5).stream()
        .filter(tensor -> tensor.text(8).equals(name))
        .findFirst()
        .orElseThrow()
        .floats(9);
  }

  private static List<Long> extents(WireMessage value) {
    return value.message(2, 1, 2).messages(1).stream().map(extent -> extent.number(1)).toList();
  }

  private NasBench201Supernet supernet() {
    SupernetConfig config =
        new SupernetConfig(SIZE.cells(), SIZE.channels(), SIZE.imageChannels(), SIZE.classes());
    return NasBench201Supernet.create(config, backend, new Philox(3, 0));
  }

  private static WireMessage model(Architecture architecture, NasBench201Supernet supernet) {
    return new WireMessage(OnnxNetwork.of(architecture, SIZE, BATCH, supernet.parameters()::get));
  }
}
