package org.jmodnas.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.network.NasBench201Network;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.ChannelStatistics;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.random.Philox;

/**
 * The network of one architecture with its weights, ready to classify.
 *
 * @param normalization what images are normalised by before they enter
 * @param origin where the weights come from, in words
 * @param arrays the parameters of a {@link NasBench201Network}, and {@code ….mean} and {@code
 *     ….variance} of each batch norm
 */
public record TrainedNetwork(
    Architecture architecture,
    DeployedNetwork.Size size,
    ChannelStatistics normalization,
    String origin,
    Map<String, NamedArray> arrays) {
  /**
   * A network with random weights, for images of mean 0 and deviation 1.
   *
   * @param random draws the initial weights as PyTorch does by default
   * @param backend holds them meanwhile
   */
  public static TrainedNetwork untrained(
      Architecture architecture, DeployedNetwork.Size size, Philox random, Backend backend) {
    try (TensorScope scope = backend.openScope()) {
      ParameterSet parameters =
          NasBench201Network.create(architecture, size, backend, random).parameters();
      return new TrainedNetwork(
          architecture,
          size,
          new ChannelStatistics(
              Collections.nCopies(size.imageChannels(), 0f),
              Collections.nCopies(size.imageChannels(), 1f)),
          "untrained, random weights",
          arrays(parameters, RunningStatistics.initial(backend, parameters)));
    }
  }

  /** The values of parameters and statistics by name. */
  static Map<String, NamedArray> arrays(ParameterSet parameters, ParameterSet statistics) {
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    for (ParameterSet set : List.of(parameters, statistics)) {
      set.forEach(
          (name, tensor) -> arrays.put(name, new NamedArray(tensor.shape(), tensor.toArray())));
    }
    return arrays;
  }
}
