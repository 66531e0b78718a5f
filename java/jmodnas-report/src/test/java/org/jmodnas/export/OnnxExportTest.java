package org.jmodnas.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.util.Map;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Seeded;
import org.jmodnas.training.InferenceNetwork;
import org.jmodnas.training.TrainedNetwork;
import org.jmodnas.training.Trainer;
import org.jmodnas.training.TrainingConfig;
import org.jmodnas.training.TrainingData;
import org.junit.jupiter.api.Test;

/** What ONNX Runtime computes from a file is what the network computes here. */
@Seeded
final class OnnxExportTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final double TOLERANCE = 1e-4;
  private static final int OPERATIONS = 5;
  private static final int EDGES = 6;

  @Test
  void aTrainedNetworkComputesTheSame(Philox random) throws OrtException {
    ImageSize size = new ImageSize(8, 8, 3);
    byte[] pixels = new byte[64 * size.values()];
    int[] labels = new int[64];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt();
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(4);
    }
    TrainingConfig config = new TrainingConfig(2, 16, 1, 1, 0.25, TrainingConfig.Recipe.standard());
    TrainingData data = new TrainingData(new ImageDataset(size, 4, pixels, labels), config);
    Architecture architecture = SPACE.decode(3, 2, 1, 4, 3, 2);
    try (Trainer trainer =
        new Trainer(new Trainer.Task(architecture, 1, 4, data), config, backend, 1)) {
      trainer.epoch();
      trainer.epoch();
      assertSame(trainer.best(), random);
    }
  }

  private void assertSame(TrainedNetwork network, Philox random) throws OrtException {
    DeployedNetwork.Size size = network.size();
    try (TensorScope scope = backend.openScope();
        OnnxRuntime runtime =
            new OnnxRuntime(
                new OnnxExport(OnnxExport.Input.NORMALIZED, 0).toBytes(network, Map.of()))) {
      InferenceNetwork ours = InferenceNetwork.load(network, backend);
      for (int batch : new int[] {1, 3}) {
        int side = size.image();
        int channels = size.imageChannels();
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
        assertThat(found).hasDimensions(batch, size.classes());
        for (int i = 0; i < expected.length; i++) {
          assertThat((double) found[i / size.classes()][i % size.classes()])
              .as("%s, score %d", network.architecture(), i)
              .isCloseTo(expected[i], org.assertj.core.api.Assertions.within(TOLERANCE));
        }
      }
    }
  }
}
