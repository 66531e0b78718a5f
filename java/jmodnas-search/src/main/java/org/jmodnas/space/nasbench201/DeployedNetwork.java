package org.jmodnas.space.nasbench201;

import java.util.ArrayList;
import java.util.List;

/**
 * The layers of a NAS-Bench-201 network as it is deployed: batch norm folded into the convolutions,
 * ReLU fused with them, edges that cannot influence the output left out.
 */
public final class DeployedNetwork {
  private static final int NODES = 4;
  private static final int STAGES = 3;

  private final Size size;

  /**
   * Size of the network.
   *
   * @param cells per stage; 5 in the benchmark
   * @param channels of the first stage; 16 in the benchmark
   * @param image height and width of the images
   */
  public record Size(int cells, int channels, int image, int imageChannels, int classes) {
    /** The benchmark's network for CIFAR-10. */
    public static Size benchmark() {
      return new Size(5, 16, 32, 3, 10);
    }
  }

  /**
   * A layer that runs as one kernel.
   *
   * @param macs multiply-accumulates an image
   * @param activations values read and written an image
   * @param weights values read once
   */
  public record Layer(long macs, long activations, long weights) {}

  /** Networks of this size. */
  public DeployedNetwork(Size size) {
    this.size = size;
  }

  /** The layers that do not depend on the architecture. */
  public List<Layer> fixedLayers() {
    List<Layer> layers = new ArrayList<>();
    int side = size.image;
    int channels = size.channels;
    layers.add(convolution(side, side, size.imageChannels, channels, 3));
    for (int stage = 1; stage < STAGES; stage++) {
      int half = (side + 1) / 2;
      layers.add(convolution(side, half, channels, 2 * channels, 3));
      layers.add(convolution(half, half, 2 * channels, 2 * channels, 3));
      layers.add(elementwise((long) side * side * channels, (long) half * half * channels));
      layers.add(convolution(half, half, channels, 2 * channels, 1));
      side = half;
      channels *= 2;
    }
    layers.add(elementwise((long) side * side * channels, channels));
    layers.add(new Layer((long) channels * size.classes, channels, linearWeights(channels)));
    return layers;
  }

  /** The layer of {@code operation} on one edge of each cell of {@code stage}; none is empty. */
  public List<Layer> edgeLayers(Operation operation, int stage) {
    int side = size.image;
    for (int i = 0; i < stage; i++) {
      side = (side + 1) / 2;
    }
    int channels = size.channels << stage;
    int values = side * side * channels;
    return switch (operation) {
      case NONE -> List.of();
      case SKIP_CONNECT, AVG_POOL_3X3 -> List.of(elementwise(values, values));
      case NOR_CONV_1X1 -> List.of(convolution(side, side, channels, channels, 1));
      case NOR_CONV_3X3 -> List.of(convolution(side, side, channels, channels, 3));
    };
  }

  /** Cells of each stage. */
  public int cells() {
    return size.cells;
  }

  /** Number of stages. */
  public static int stages() {
    return STAGES;
  }

  /**
   * Which edges carry something from the cell's input to its output: neither end is cut off by none
   * operations.
   */
  public static boolean[] liveEdges(int... choices) {
    boolean[] fed = new boolean[NODES];
    boolean[] read = new boolean[NODES];
    fed[0] = true;
    read[NODES - 1] = true;
    for (int target = 1; target < NODES; target++) {
      for (int source = 0; source < target; source++) {
        fed[target] |= fed[source] && choices[edge(source, target)] != 0;
      }
    }
    for (int source = NODES - 2; source >= 0; source--) {
      for (int target = source + 1; target < NODES; target++) {
        read[source] |= read[target] && choices[edge(source, target)] != 0;
      }
    }
    boolean[] live = new boolean[NasBench201Space.EDGES];
    for (int target = 1; target < NODES; target++) {
      for (int source = 0; source < target; source++) {
        int edge = edge(source, target);
        live[edge] = fed[source] && read[target] && choices[edge] != 0;
      }
    }
    return live;
  }

  /** Index of the edge between two nodes in the order of the architecture string. */
  private static int edge(int source, int target) {
    return target * (target - 1) / 2 + source;
  }

  private static Layer convolution(int side, int outSide, int in, int out, int kernel) {
    long weights = (long) kernel * kernel * in * out;
    return new Layer(
        weights * outSide * outSide,
        (long) side * side * in + (long) outSide * outSide * out,
        weights + 2L * out);
  }

  private static Layer elementwise(long read, long written) {
    return new Layer(0, read + written, 0);
  }

  private long linearWeights(int channels) {
    return (channels + 1L) * size.classes + 2L * channels;
  }
}
