package org.jmodnas.space.nasbench201;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jmodnas.space.nasbench201.DeployedNetwork.Layer;

/**
 * What a deployed network costs on any device, counted from its layers. Edges that cannot influence
 * the output count like others, as in the tables of NAS-Bench-201.
 */
public final class NetworkCosts {
  private static final int BYTES = 4;

  private final NetworkActivations activations;
  private final long fixedWeights;
  private final long fixedMacs;
  private final long[] edgeWeights = new long[Operation.values().length];
  private final long[] edgeMacs = new long[Operation.values().length];

  /** The costs of {@code network}. */
  public NetworkCosts(DeployedNetwork network) {
    activations = new NetworkActivations(network);
    fixedWeights = sum(network.fixedLayers(), Layer::weights);
    fixedMacs = sum(network.fixedLayers(), Layer::charged);
    for (Operation operation : Operation.values()) {
      for (int stage = 0; stage < DeployedNetwork.stages(); stage++) {
        List<Layer> layers = network.edgeLayers(operation, stage);
        edgeWeights[operation.ordinal()] += network.cells() * sum(layers, Layer::weights);
        edgeMacs[operation.ordinal()] += network.cells() * sum(layers, Layer::charged);
      }
    }
  }

  /** Trained parameters of the architecture with these choices. */
  public long parameters(int... choices) {
    return total(fixedWeights, edgeWeights, choices);
  }

  /** Multiply-accumulates an image, as NAS-Bench-201 counts them: {@link Layer#charged}. */
  public long macs(int... choices) {
    return total(fixedMacs, edgeMacs, choices);
  }

  /**
   * Bytes that an inference of one image in float32 needs: all parameters, and the activations at
   * the moment when they are most ({@link NetworkActivations}).
   */
  public long memory(int... choices) {
    return BYTES * (parameters(choices) + activations.peak(choices));
  }

  private static long total(long fixed, long[] ofOperation, int... choices) {
    long total = fixed;
    for (int choice : choices) {
      total += ofOperation[choice];
    }
    return total;
  }

  private static long sum(List<Layer> layers, ToLongFunction<Layer> part) {
    return layers.stream().mapToLong(part).sum();
  }
}
