package org.jmodnas.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.network.Network;
import org.jmodnas.network.TapeLayers;
import org.jmodnas.search.Workers;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Softmax;
import org.jspecify.annotations.Nullable;

/**
 * The passes of a step: the gradient of the loss of a batch, whose equal parts are passed through
 * the network side by side. What comes out does not depend on how many threads do it.
 */
final class ShardPasses implements AutoCloseable {
  private final Network network;
  private final RunningStatistics statistics;
  private final float smoothing;
  private final int shards;
  private final @Nullable Workers workers;

  /**
   * Passes of {@code network}.
   *
   * @param threads that share the parts of a batch; does not change results
   */
  ShardPasses(
      Network network,
      RunningStatistics statistics,
      TrainingConfig config,
      Backend backend,
      int threads) {
    this.network = network;
    this.statistics = statistics;
    this.smoothing = (float) config.recipe().labelSmoothing();
    this.shards = config.shards();
    this.workers = shards == 1 ? null : new Workers(backend, Math.min(threads, shards), shards);
  }

  /**
   * What a batch gives.
   *
   * @param gradient of the loss, laid out as the parameters, in the innermost scope
   * @param loss mean cross entropy
   */
  record Result(Tensor gradient, double loss) {}

  /** Passes {@code batch} forward and backward. */
  Result run(Backend backend, Batch batch) {
    Shape shape = network.parameters().flat().shape();
    Tensor gradient = backend.allocate(shape);
    if (workers == null) {
      return new Result(gradient, pass(backend, batch, 0, gradient));
    }
    List<Tensor> gradients = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      gradients.add(backend.allocate(shape));
    }
    List<Float> losses =
        workers.map(
            shards,
            (stream, shard) -> pass(stream, part(batch, shard), shard, gradients.get(shard)));
    float[] weights = new float[shards];
    Arrays.fill(weights, 1f / shards);
    backend.elementwise().weightedSum(gradients, weights, gradient);
    return new Result(gradient, losses.stream().mapToDouble(Float::doubleValue).sum() / shards);
  }

  private float pass(Backend stream, Batch batch, int shard, Tensor gradient) {
    ParameterSet parameters = network.parameters();
    try (Tape tape = new Tape(stream)) {
      parameters.watch(tape);
      TrainingLayers layers =
          new TrainingLayers(new TapeLayers(tape, parameters), statistics, shard);
      Tensor images = stream.tensor(batch.shape(), batch.images());
      Tensor logits = network.classify(layers, network.features(layers, images));
      Tensor loss = Softmax.crossEntropy(tape, logits, batch.labels(), smoothing);
      parameters.flat(stream, tape.backward(loss), gradient);
      return loss.item();
    }
  }

  private Batch part(Batch batch, int shard) {
    int count = batch.labels().length / shards;
    int values = batch.images().length / batch.labels().length;
    int[] extents = batch.shape().toArray();
    extents[0] = count;
    int start = shard * count;
    return new Batch(
        Shape.of(extents),
        Arrays.copyOfRange(batch.images(), start * values, (start + count) * values),
        Arrays.copyOfRange(batch.labels(), start, start + count));
  }

  @Override
  public void close() {
    if (workers != null) {
      workers.close();
    }
  }
}
