package org.jmodnas.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.network.NasBench201Network;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork.Size;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.data.ChannelStatistics;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Seeded;
import org.jmodnas.training.InferenceNetwork;
import org.jmodnas.training.TrainedNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ONNX Runtime computes from a file is what the network computes here. */
@Seeded
final class OnnxExportTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final OnnxExport NORMALIZED = new OnnxExport(OnnxExport.Input.NORMALIZED, 0);
  private static final double TOLERANCE = 1e-4;
  private static final int OPERATIONS = 5;
  private static final int EDGES = 6;

  @Test
  void everyOperationOnEveryEdge(Philox random) throws OrtException {
    for (int edge = 0; edge < EDGES; edge++) {
      for (int operation = 0; operation < OPERATIONS; operation++) {
        int[] choices = new int[EDGES];
        Arrays.fill(choices, 3);
        choices[edge] = operation;
        assertSame(network(SPACE.decode(choices), new Size(1, 3, 8, 3, 5), random), random);
      }
    }
  }

  @Test
  void randomArchitectures(Philox random) throws OrtException {
    for (int i = 0; i < 20; i++) {
      assertSame(network(SPACE.sample(random), new Size(1, 3, 8, 3, 5), random), random);
    }
  }

  /** No edge; no path; a dead end; a node that nothing feeds; all the same. */
  @ParameterizedTest
  @CsvSource({"000000", "300300", "030030", "300340", "012332", "111111", "444444", "222222"})
  void networksThatNoneCuts(String digits, Philox random) throws OrtException {
    int[] choices = digits.chars().map(c -> c - '0').toArray();
    assertSame(network(SPACE.decode(choices), new Size(2, 3, 8, 3, 5), random), random);
  }

  @ParameterizedTest
  @CsvSource({"1,1,4,1,2", "3,2,8,1,1", "1,5,7,3,10", "2,4,9,3,3", "1,3,15,1,7", "1,16,32,3,100"})
  void sizes(int cells, int channels, int image, int imageChannels, int classes, Philox random)
      throws OrtException {
    Size size = new Size(cells, channels, image, imageChannels, classes);
    assertSame(network(SPACE.decode(3, 2, 1, 4, 3, 2), size, random), random);
  }

  @Test
  void bytesAreNormalisedByTheGraph(Philox random) throws OrtException {
    Size size = new Size(1, 3, 8, 3, 5);
    TrainedNetwork network = network(SPACE.decode(3, 1, 2, 4, 3, 2), size, random);
    byte[] bytes = new byte[3 * 64];
    float[] normalized = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt();
      int channel = i / 64;
      normalized[i] =
          ((bytes[i] & 0xFF) / 255f - network.normalization().mean().get(channel))
              / network.normalization().deviation().get(channel);
    }
    OnnxExport raw = new OnnxExport(OnnxExport.Input.RAW, 0);
    try (OnnxRuntime plain = new OnnxRuntime(NORMALIZED.toBytes(network, Map.of()));
        OnnxRuntime images = new OnnxRuntime(raw.toBytes(network, Map.of()))) {
      float[] expected = plain.run(normalized, 1, 3, 8, 8)[0];
      float[] found = images.run(bytes, 1, 3, 8, 8)[0];
      for (int i = 0; i < expected.length; i++) {
        assertThat(found[i]).isCloseTo(expected[i], within(1e-4f));
      }
      assertThat(images.metadata()).containsEntry("input", "bytes 0 to 255");
    }
  }

  @Test
  void theFileSaysWhatItHolds(Philox random) throws OrtException {
    Architecture architecture = SPACE.decode(3, 1, 2, 4, 3, 2);
    TrainedNetwork network = network(architecture, new Size(1, 3, 8, 3, 5), random);
    byte[] file = new OnnxExport(OnnxExport.Input.NORMALIZED, 2).toBytes(network, Map.of("a", "b"));
    try (OnnxRuntime runtime = new OnnxRuntime(file)) {
      assertThat(runtime.metadata())
          .containsEntry("architecture", architecture.toString())
          .containsEntry("classes", "5")
          .containsEntry("mean", "0.1,0.2,0.3")
          .containsEntry("deviation", "0.5,0.25,0.2")
          .containsEntry("origin", "test")
          .containsEntry("a", "b");
      assertThat(runtime.imageShape()).containsExactly(2, 3, 8, 8);
    }
  }

  /** A network with random weights and statistics. */
  private TrainedNetwork network(Architecture architecture, Size size, Philox random) {
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    try (TensorScope scope = backend.openScope()) {
      NasBench201Network.create(architecture, size, backend, random)
          .parameters()
          .forEach(
              (name, tensor) -> {
                Shape shape = tensor.shape();
                arrays.put(name, new NamedArray(shape, tensor.toArray()));
                if (name.endsWith(".scale")) {
                  String norm = name.substring(0, name.length() - "scale".length());
                  arrays.put(name, around(1, shape, random));
                  arrays.put(norm + "mean", around(0, shape, random));
                  arrays.put(norm + "variance", around(1, shape, random));
                }
              });
    }
    arrays.replaceAll(
        (name, array) -> name.endsWith(".shift") ? around(0, array.shape(), random) : array);
    List<Float> mean = List.of(0.1f, 0.2f, 0.3f).subList(0, size.imageChannels());
    List<Float> deviation = List.of(0.5f, 0.25f, 0.2f).subList(0, size.imageChannels());
    return new TrainedNetwork(
        architecture, size, new ChannelStatistics(mean, deviation), "test", arrays);
  }

  private static NamedArray around(float centre, Shape shape, Philox random) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = centre + random.nextFloat() - 0.5f;
    }
    return new NamedArray(shape, values);
  }

  private void assertSame(TrainedNetwork network, Philox random) throws OrtException {
    Size size = network.size();
    int side = size.image();
    int channels = size.imageChannels();
    try (TensorScope scope = backend.openScope();
        OnnxRuntime runtime = new OnnxRuntime(NORMALIZED.toBytes(network, Map.of()))) {
      InferenceNetwork ours = InferenceNetwork.load(network, backend);
      for (int batch : new int[] {1, 3}) {
        float[] images = new float[batch * side * side * channels];
        float[] transposed = new float[images.length];
        for (int i = 0; i < images.length; i++) {
          images[i] = (float) random.nextGaussian();
          int pixel = i / channels % (side * side);
          int image = i / channels / (side * side);
          transposed[(image * channels + i % channels) * side * side + pixel] = images[i];
        }
        float[] expected =
            ours.logits(backend.tensor(Shape.of(batch, side, side, channels), images)).toArray();
        float[][] found = runtime.run(transposed, batch, channels, side, side);
        assertThat(found.length * found[0].length).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
          assertThat((double) found[i / size.classes()][i % size.classes()])
              .as("%s %s, score %d", network.architecture(), size, i)
              .isCloseTo(expected[i], within(TOLERANCE * Math.max(1, Math.abs(expected[i]))));
        }
      }
    }
  }
}
