package org.jmodnas.baselines.trainingfree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.network.Network;
import org.jmodnas.network.ResidualNetwork;
import org.jmodnas.network.TapeLayers;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Augmentation;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.data.BatchLoader;
import org.jmodnas.tensor.data.ChannelStatistics;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.optim.CosineSchedule;
import org.jmodnas.tensor.random.Philox;

/**
 * A ResNet-20 as the reference of representations. RMI-NAS takes a trained one from elsewhere; this
 * one is trained on the images given, for as many steps as there is patience for.
 */
final class ReferenceNetwork {
  private static final List<String> STAGES = List.of("stages.0", "stages.1", "stages.2");

  /** The easiest of so many images are kept for each image of the batch. */
  private static final int POOL = 16;

  private static final int PADDING = 4;

  private final Network network;
  private final Backend backend;

  private ReferenceNetwork(Network network, Backend backend) {
    this.network = network;
    this.backend = backend;
  }

  /**
   * What candidates are compared with.
   *
   * @param batch the images
   * @param kernels of the reference's stages on them, see {@link KernelAlignment#kernel}
   */
  record Representation(Batch batch, List<float[]> kernels) {}

  /**
   * Trains a reference and looks at the images that it finds easiest.
   *
   * @param steps of training, with as many images each as the batch has
   */
  static Representation represent(
      ImageDataset data,
      RepresentationSimilarity.Settings settings,
      Backend backend,
      Philox random) {
    try (TensorScope scope = backend.openScope()) {
      ResidualNetwork.Size size =
          ResidualNetwork.Size.resNet20(data.imageSize().channels(), data.classes());
      Network network = ResidualNetwork.create(size, backend, random.split(0));
      ReferenceNetwork reference = new ReferenceNetwork(network, backend);
      ChannelStatistics statistics = ChannelStatistics.of(data);
      reference.train(
          new BatchLoader(
              data, new Augmentation(statistics, PADDING, true), settings.batch(), random.split(1)),
          settings.referenceSteps());
      int[] drawn = random.split(2).permutation(data.size());
      int count = Math.min(drawn.length, POOL * settings.batch());
      ImageDataset pool = data.subset(Arrays.copyOf(drawn, count));
      ImageDataset easy = pool.subset(reference.easiest(pool, statistics, settings.batch()));
      Batch batch = BatchLoader.inOrder(easy, statistics, settings.batch()).get(0);
      return new Representation(batch, reference.kernels(batch));
    }
  }

  private void train(BatchLoader batches, int steps) {
    BriefTraining training = new BriefTraining(network.parameters(), backend);
    CosineSchedule schedule = new CosineSchedule(BriefTraining.RATE, 0, Math.max(steps, 1));
    for (int step = 0; step < steps; step++) {
      Batch batch = batches.next();
      training.step(
          tape -> {
            Tensor images = backend.tensor(batch.shape(), batch.images());
            return Softmax.crossEntropy(tape, network.logits(tape, images), batch.labels(), 0);
          },
          (float) schedule.rate(step));
    }
  }

  /** The images of least cross entropy, as many as a batch has. */
  private int[] easiest(ImageDataset pool, ChannelStatistics statistics, int batchSize) {
    List<Double> losses = new ArrayList<>();
    for (Batch batch : BatchLoader.inOrder(pool, statistics, batchSize)) {
      try (TensorScope scope = backend.openScope();
          Tape tape = new Tape(backend)) {
        float[] logits =
            network.logits(tape, backend.tensor(batch.shape(), batch.images())).toArray();
        int classes = logits.length / batch.labels().length;
        for (int i = 0; i < batch.labels().length; i++) {
          losses.add(crossEntropy(logits, i * classes, classes, batch.labels()[i]));
        }
      }
    }
    return IntStream.range(0, losses.size())
        .boxed()
        .sorted(Comparator.comparing(losses::get))
        .limit(batchSize)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double crossEntropy(float[] logits, int start, int classes, int label) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      largest = Math.max(largest, logits[start + c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += Math.exp(logits[start + c] - largest);
    }
    return Math.log(sum) + largest - logits[start + label];
  }

  private List<float[]> kernels(Batch batch) {
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      StageFeatures layers = new StageFeatures(new TapeLayers(tape, network.parameters()), STAGES);
      network.features(layers, backend.tensor(batch.shape(), batch.images()));
      return layers.features().stream().map(x -> KernelAlignment.kernel(backend, x)).toList();
    }
  }
}
