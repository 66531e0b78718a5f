package org.jmodnas.training;

import java.util.List;
import java.util.Map;
import org.jmodnas.network.NasBench201Network;
import org.jmodnas.network.Network;
import org.jmodnas.search.Argmax;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.random.Philox;

/** A trained network on a backend, as it is deployed: an image's scores depend on it alone. */
public final class InferenceNetwork {
  private static final double PER_CENT = 100;

  private final Backend backend;
  private final Network network;
  private final InferenceLayers layers;

  private InferenceNetwork(Backend backend, Network network, InferenceLayers layers) {
    this.backend = backend;
    this.network = network;
    this.layers = layers;
  }

  /**
   * Loads {@code trained} into the innermost open scope of {@code backend}.
   *
   * @throws ConfigurationException if arrays are missing or of other shapes
   */
  public static InferenceNetwork load(TrainedNetwork trained, Backend backend) {
    Network network =
        NasBench201Network.create(
            trained.architecture(), trained.size(), backend, new Philox(0, 0));
    ParameterSet statistics = RunningStatistics.initial(backend, network.parameters());
    fill(network.parameters(), trained.arrays());
    fill(statistics, trained.arrays());
    Tape tape = new Tape(backend);
    return new InferenceNetwork(
        backend, network, InferenceLayers.of(tape, network.parameters(), statistics));
  }

  private static void fill(ParameterSet parameters, Map<String, NamedArray> arrays) {
    parameters.forEach(
        (name, tensor) -> {
          NamedArray array = arrays.get(name);
          if (array == null || !array.shape().equals(tensor.shape())) {
            throw new ConfigurationException(
                "The network needs '%s' of shape '%s', got '%s'"
                    .formatted(name, tensor.shape(), array == null ? "none" : array.shape()));
          }
          tensor.set(array.values());
        });
  }

  /**
   * Class scores (batch, classes), owned by the innermost open scope.
   *
   * @param images normalised, (batch, height, width, channels)
   */
  public Tensor logits(Tensor images) {
    try (TensorScope scope = backend.openScope()) {
      return scope.keep(network.classify(layers, network.features(layers, images)));
    }
  }

  /** Share of images whose class has the highest score, in per cent. */
  public double accuracy(List<Batch> batches) {
    int right = 0;
    int total = 0;
    for (Batch batch : batches) {
      try (TensorScope scope = backend.openScope()) {
        float[] scores = logits(backend.tensor(batch.shape(), batch.images())).toArray();
        int classes = scores.length / batch.labels().length;
        for (int i = 0; i < batch.labels().length; i++) {
          right += Argmax.of(scores, i * classes, classes) == batch.labels()[i] ? 1 : 0;
        }
        total += batch.labels().length;
      }
    }
    return PER_CENT * right / total;
  }
}
