package org.jmodnas.hardware;

import java.util.List;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.DeployedNetwork.Layer;
import org.jmodnas.space.nasbench201.Operation;

/**
 * Modelled latency: each layer takes its start-up time plus the longer of computing at peak speed
 * and moving its data at full bandwidth (Williams et al., 2009). Peaks that no real device reaches,
 * so values are modelled, never measured, and too short by a factor; what they keep is the order of
 * the architectures. Devices differ less than real ones do: Spearman's ρ of two of the {@link
 * DeviceCatalogue} is 0.91 on average, of two measured ones 0.82.
 */
public final class RooflineModel {
  private static final int BYTES = 4;
  private static final double MILLISECONDS = 1e3;

  private final DeployedNetwork network;

  /** A model of {@code network}. */
  public RooflineModel(DeployedNetwork network) {
    this.network = network;
  }

  /** Latency of the architecture with these choices on {@code device}, in ms a batch. */
  public double latency(RooflineDevice device, int... choices) {
    double seconds = seconds(device, network.fixedLayers());
    for (int choice : choices) {
      seconds += edgeSeconds(device, Operation.values()[choice]);
    }
    return MILLISECONDS * seconds;
  }

  /** Latency of every architecture, by index, in ms a batch. */
  public double[] latencies(RooflineDevice device, SearchSpace space) {
    double fixed = seconds(device, network.fixedLayers());
    double[] ofOperation = new double[Operation.values().length];
    for (Operation operation : Operation.values()) {
      ofOperation[operation.ordinal()] = edgeSeconds(device, operation);
    }
    double[] latencies = new double[(int) space.count()];
    for (int i = 0; i < latencies.length; i++) {
      double seconds = fixed;
      for (int choice : space.architecture(i).choices()) {
        seconds += ofOperation[choice];
      }
      latencies[i] = MILLISECONDS * seconds;
    }
    return latencies;
  }

  /** Time of one edge in all cells. */
  private double edgeSeconds(RooflineDevice device, Operation chosen) {
    Operation operation =
        device.convolutionsOnly() && chosen == Operation.AVG_POOL_3X3
            ? Operation.NOR_CONV_3X3
            : chosen;
    double seconds = 0;
    for (int stage = 0; stage < DeployedNetwork.stages(); stage++) {
      seconds += network.cells() * seconds(device, network.edgeLayers(operation, stage));
    }
    return seconds;
  }

  private static double seconds(RooflineDevice device, List<Layer> layers) {
    double seconds = 0;
    for (Layer layer : layers) {
      double compute = 2.0 * layer.macs() * device.batch() / device.peak();
      double bytes = BYTES * ((double) layer.activations() * device.batch() + layer.weights());
      seconds += device.overhead() + Math.max(compute, bytes / device.bandwidth());
    }
    return seconds;
  }
}
