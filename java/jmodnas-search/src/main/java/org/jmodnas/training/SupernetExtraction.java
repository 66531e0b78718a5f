package org.jmodnas.training;

import org.jmodnas.network.NasBench201Network;
import org.jmodnas.network.TapeLayers;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.data.BatchLoader;
import org.jmodnas.tensor.data.ChannelStatistics;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Shaping;
import org.jmodnas.tensor.random.Philox;

/**
 * The network of one architecture with the weights that it has in a supernet, which were never
 * trained for it alone. The supernet normalises by the batch; the running statistics are the mean
 * over some batches.
 *
 * @param weights of a {@link org.jmodnas.supernet.NasBench201Supernet} of {@code size}
 * @param normalization of the images that it was trained on
 */
public record SupernetExtraction(
    DeployedNetwork.Size size, ParameterSet weights, ChannelStatistics normalization) {
  private static final String FILTER = ".conv.weight";

  /**
   * The network of {@code architecture}.
   *
   * @param images training images
   * @param batches of them over which statistics are taken
   */
  public TrainedNetwork extract(
      Architecture architecture, BatchLoader images, int batches, Backend backend) {
    try (TensorScope scope = backend.openScope()) {
      NasBench201Network network =
          NasBench201Network.create(architecture, size, backend, new Philox(0, 0));
      network.parameters().forEach((name, tensor) -> copy(name, tensor, backend));
      RunningStatistics statistics = new RunningStatistics(backend, network.parameters(), 1);
      for (int i = 0; i < batches; i++) {
        pass(network, statistics, images.next(), backend);
        statistics.update(1f / (i + 1));
      }
      String origin = "supernet, not trained alone; statistics of %d batches".formatted(batches);
      return new TrainedNetwork(
          architecture,
          size,
          normalization,
          origin,
          TrainedNetwork.arrays(network.parameters(), statistics.values()));
    }
  }

  /** Copies what the supernet has; the batch norms of its cells have neither scale nor shift. */
  private void copy(String name, Tensor tensor, Backend backend) {
    boolean edge = name.contains(".edges.");
    if (!edge) {
      backend.elementwise().copy(weights.get(name), tensor);
    } else if (name.endsWith(FILTER)) {
      String source = name.substring(0, name.length() - FILTER.length()) + ".weight";
      Tensor filter = weights.get(source);
      boolean centre = tensor.shape().dimension(1) == 1;
      backend
          .elementwise()
          .copy(centre ? Shaping.centreTap(new Tape(backend), filter) : filter, tensor);
    }
  }

  private static void pass(
      NasBench201Network network, RunningStatistics statistics, Batch batch, Backend backend) {
    try (TensorScope scope = backend.openScope();
        Tape tape = new Tape(backend)) {
      TrainingLayers layers =
          new TrainingLayers(new TapeLayers(tape, network.parameters()), statistics, 0);
      network.features(layers, backend.tensor(batch.shape(), batch.images()));
    }
  }
}
