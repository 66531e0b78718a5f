package org.jmodnas.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.network.NasBench201Network;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.data.ChannelStatistics;
import org.jmodnas.tensor.io.SafetensorsFile;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three steps and the inference of a small network as PyTorch computes them. */
final class TrainingGoldenTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final DeployedNetwork.Size SIZE = new DeployedNetwork.Size(1, 2, 9, 3, 3);
  private static final int STEPS = 3;
  private static final int BATCH = 6;

  private final Golden golden = Golden.load("training");

  @TempDir Path folder;

  @Test
  void weightsStatisticsAndScoresArePyTorchs() throws IOException {
    Architecture architecture = SPACE.decode(golden.integers("run.choices"));
    NasBench201Network network =
        NasBench201Network.create(architecture, SIZE, backend, new Philox(1, 0));
    Map<String, NamedArray> initial = arrays("initial.");
    network
        .parameters()
        .forEach((name, tensor) -> tensor.set(PyTorchLayout.read(initial).get(name).values()));
    TrainedNetwork trained;
    try (TrainingStep step = new TrainingStep(network, config(0), backend, 1)) {
      for (int i = 0; i < STEPS; i++) {
        assertThat(step.run(i, batch(i), golden.scalar("step." + i + ".rate")))
            .as("loss of step %d", i)
            .isCloseTo(golden.scalar("step." + i + ".loss"), within(1e-5));
      }
      trained =
          new TrainedNetwork(
              architecture,
              SIZE,
              new ChannelStatistics(List.of(0.5f, 0.25f, 1f), List.of(1f, 2f, 0.1f)),
              "golden",
              step.network());
    }
    Path file = folder.resolve("network.safetensors");
    NetworkFile.write(file, trained);
    Map<String, NamedArray> expected = arrays("trained.");
    Map<String, NamedArray> written = SafetensorsFile.read(file);
    assertThat(written).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (name, array) -> {
          assertThat(written.get(name).shape()).as(name).isEqualTo(array.shape());
          Golden.assertClose(name, array.values(), written.get(name).values(), 2e-5);
        });
    assertInference(NetworkFile.read(file, SPACE), trained);
  }

  private void assertInference(TrainedNetwork read, TrainedNetwork trained) {
    assertThat(read).usingRecursiveComparison().ignoringFields("arrays").isEqualTo(trained);
    golden.assertMatches(
        "inference.logits",
        InferenceNetwork.load(read, backend).logits(golden.tensor(backend, "inference.images")),
        1e-4);
  }

  @Test
  void averagesFollowTheirDefinition() {
    Tensor value = backend.tensor(Shape.of(2), 1, 4);
    ExponentialAverage average = new ExponentialAverage(backend, value, 0.2);
    // δ is 1/10 and 2/11 before it reaches 0.2.
    value.set(2, 0);
    average.update(0);
    Golden.assertClose("first", new float[] {1.9f, 0.4f}, average.average().toArray(), 1e-6);
    average.update(1);
    Golden.assertClose(
        "second",
        new float[] {(2 * 1.9f + 9 * 2) / 11, 2 * 0.4f / 11},
        average.average().toArray(),
        1e-6);
    value.set(-1, 1);
    average.update(1000);
    Golden.assertClose(
        "later",
        new float[] {0.2f * (2 * 1.9f + 9 * 2) / 11 - 0.8f, 0.2f * 2 * 0.4f / 11 + 0.8f},
        average.average().toArray(),
        1e-6);
  }

  @Test
  void weightsAndStatisticsAreAveraged() {
    NasBench201Network network =
        NasBench201Network.create(SPACE.decode(3, 1, 2, 4, 3, 2), SIZE, backend, new Philox(1, 0));
    String[] names = {"head.linear.weight", "stem.norm.variance"};
    try (TrainingStep plain = new TrainingStep(network, config(0), backend, 1);
        TrainingStep averaged = new TrainingStep(network, config(0.999), backend, 1)) {
      float before = network.parameters().get(names[0]).toArray()[0];
      averaged.run(0, batch(0), 0.1f);
      float after = network.parameters().get(names[0]).toArray()[0];
      assertThat(averaged.network().get(names[0]).values()[0])
          .isCloseTo(0.1f * before + 0.9f * after, within(1e-6f));
      assertThat(averaged.network().get(names[1]).values()[0])
          .isCloseTo(0.1f + 0.9f * averaged.state().get("statistics").toArray()[16], within(1e-6f));
      assertThat(plain.network().get(names[0]).values()[0]).isEqualTo(after);
    }
  }

  private Map<String, NamedArray> arrays(String prefix) {
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    for (String name : golden.names()) {
      if (name.startsWith(prefix)) {
        arrays.put(name.substring(prefix.length()), golden.array(name));
      }
    }
    return arrays;
  }

  private Batch batch(int step) {
    NamedArray images = golden.array("step." + step + ".images");
    return new Batch(images.shape(), images.values(), golden.integers("step." + step + ".labels"));
  }

  private static TrainingConfig config(double averageDecay) {
    return new TrainingConfig(
        STEPS, BATCH, 1, 1, 0, TrainingConfig.Recipe.standard().with(0.1, averageDecay));
  }
}
