package org.jmodnas.space.nasbench201;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;

/**
 * The layers of a NAS-Bench-201 network as the published one runs them: ReLU, convolution and batch
 * norm one after the other, and every edge, also one that cannot influence the output. An identity
 * is the tensor itself and costs nothing, nor does a none, whose zeros need no computing.
 */
public final class DeployedNetwork {
  private static final int STAGES = 3;

  /** Two edges meet at the third node of a cell, three at the fourth. */
  private static final int SUMS = 3;

  /** Values that a pooling reads for each that it writes. */
  private static final int POOLING_WINDOW = 9;

  private static final int REDUCTION_WINDOW = 4;

  /** Two residual blocks halve the image. */
  private static final int DIVISOR = 4;

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
   * @param charged what NAS-Bench-201 counts as multiply-accumulates: those, one for each value of
   *     a ReLU, two of a batch norm, and the window of a pooling for each value it writes
   * @param activations values read and written an image
   * @param weights values read once
   */
  public record Layer(long macs, long charged, long activations, long weights) {}

  /**
   * Checks that networks take images of this size: square ones with a side of 4, 8, 12, …
   *
   * @throws ConfigurationException if they do not
   */
  public static void requireImages(ImageSize images) {
    if (images.height() != images.width() || images.height() % DIVISOR != 0) {
      throw new ConfigurationException(
          "Networks of NAS-Bench-201 take square images with a side that 4 divides, got '%s'. Scale an image folder by 'folder:PATH@32'"
              .formatted(images));
    }
  }

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
    layers.add(batchNorm(side, channels));
    for (int stage = 0; stage < STAGES; stage++) {
      if (stage > 0) {
        layers.addAll(reduction(side, channels));
        side = (side + 1) / 2;
        channels *= 2;
      }
      long values = (long) side * side * channels;
      layers.addAll(Collections.nCopies(SUMS * size.cells, elementwise(2 * values, values)));
    }
    layers.add(batchNorm(side, channels));
    layers.add(relu(side, channels));
    // The benchmark charges this pooling as if its window were one larger.
    long window = (side + 1L) * (side + 1);
    layers.add(pooling((long) side * side * channels, channels, window));
    long products = (long) channels * size.classes;
    layers.add(new Layer(products, products, channels + size.classes, products + size.classes));
    return layers;
  }

  /** The residual block between two stages. */
  private static List<Layer> reduction(int side, int channels) {
    int half = (side + 1) / 2;
    long read = (long) side * side * channels;
    long written = (long) half * half * 2 * channels;
    return List.of(
        relu(side, channels),
        convolution(side, half, channels, 2 * channels, 3),
        batchNorm(half, 2 * channels),
        relu(half, 2 * channels),
        convolution(half, half, 2 * channels, 2 * channels, 3),
        batchNorm(half, 2 * channels),
        pooling(read, written / 2, REDUCTION_WINDOW),
        convolution(half, half, channels, 2 * channels, 1),
        elementwise(2 * written, written));
  }

  /** The layers of {@code operation} on one edge of each cell of {@code stage}, in their order. */
  public List<Layer> edgeLayers(Operation operation, int stage) {
    int side = side(stage);
    int channels = size.channels << stage;
    return switch (operation) {
      case NONE, SKIP_CONNECT -> List.of();
      case AVG_POOL_3X3 -> {
        long values = (long) side * side * channels;
        yield List.of(pooling(values, values, POOLING_WINDOW));
      }
      case NOR_CONV_1X1 -> convolutionEdge(side, channels, 1);
      case NOR_CONV_3X3 -> convolutionEdge(side, channels, 3);
    };
  }

  private static List<Layer> convolutionEdge(int side, int channels, int kernel) {
    return List.of(
        relu(side, channels),
        convolution(side, side, channels, channels, kernel),
        batchNorm(side, channels));
  }

  private int side(int stage) {
    int side = size.image;
    for (int i = 0; i < stage; i++) {
      side = (side + 1) / 2;
    }
    return side;
  }

  /** Values of a feature map in the cells of {@code stage}, an image. */
  public long values(int stage) {
    return ((long) side(stage) * side(stage) * size.channels) << stage;
  }

  /** Values of an image. */
  public long imageValues() {
    return (long) size.image * size.image * size.imageChannels;
  }

  /** Cells of each stage. */
  public int cells() {
    return size.cells;
  }

  /** Number of stages. */
  public static int stages() {
    return STAGES;
  }

  private static Layer convolution(int side, int outSide, int in, int out, int kernel) {
    long weights = (long) kernel * kernel * in * out;
    long macs = weights * outSide * outSide;
    return new Layer(macs, macs, (long) side * side * in + (long) outSide * outSide * out, weights);
  }

  private static Layer relu(int side, int channels) {
    long values = (long) side * side * channels;
    return new Layer(0, values, 2 * values, 0);
  }

  /** At inference: a scale and a shift a channel. */
  private static Layer batchNorm(int side, int channels) {
    long both = 2L * side * side * channels;
    return new Layer(0, both, both, 2L * channels);
  }

  private static Layer elementwise(long read, long written) {
    return new Layer(0, 0, read + written, 0);
  }

  private static Layer pooling(long read, long written, long window) {
    return new Layer(0, window * written, read + written, 0);
  }
}
