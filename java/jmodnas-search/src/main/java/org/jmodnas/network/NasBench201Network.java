package org.jmodnas.network;

import java.util.List;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.PoolingKernels.Window;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.random.Philox;

/**
 * The network of one NAS-Bench-201 architecture (Dong and Yang, 2020): a 3×3 convolution, three
 * stages of equal cells with a residual block of stride 2 between them, batch norm, ReLU, global
 * average and a linear classifier. Every layer has weights of its own, every batch norm a scale and
 * a shift.
 *
 * <p>Boundaries are called {@code cells.0} …, {@code reductions.0}, {@code reductions.1} and {@code
 * head}, which is the last feature map.
 */
public final class NasBench201Network implements Network {
  private static final int STAGES = DeployedNetwork.stages();
  private static final Geometry SAME = new Geometry(1, 1);
  private static final Geometry HALVING = new Geometry(2, 1);
  private static final Geometry POINTWISE = new Geometry(1, 0);
  private static final Window POOLING = new Window(2, 2, 0);

  /** Halves an odd image as the convolution beside it does, to the larger half. */
  private static final Window POOLING_ODD = new Window(2, 2, 1);

  private final DeployedNetwork.Size size;
  private final Cell cell;
  private final ParameterSet parameters;

  private NasBench201Network(DeployedNetwork.Size size, Cell cell, ParameterSet parameters) {
    this.size = size;
    this.cell = cell;
    this.parameters = parameters;
  }

  /**
   * A network with random weights, owned by the innermost open scope of {@code backend}.
   *
   * @param random draws the initial weights as PyTorch does by default
   */
  public static NasBench201Network create(
      Architecture architecture, DeployedNetwork.Size size, Backend backend, Philox random) {
    Cell cell = new Cell(architecture);
    LayerDeclaration layers = new LayerDeclaration(random);
    declare(layers, cell, size);
    return new NasBench201Network(size, cell, layers.builder().build(backend));
  }

  private static void declare(LayerDeclaration layers, Cell cell, DeployedNetwork.Size size) {
    int channels = size.channels();
    layers.convolution("stem.conv", channels, 3, size.imageChannels());
    layers.norm("stem.norm", channels);
    for (int stage = 0; stage < STAGES; stage++) {
      if (stage > 0) {
        String name = reduction(stage);
        layers.convolution(name + ".conv1", 2 * channels, 3, channels);
        layers.norm(name + ".norm1", 2 * channels);
        layers.convolution(name + ".conv2", 2 * channels, 3, 2 * channels);
        layers.norm(name + ".norm2", 2 * channels);
        layers.convolution(name + ".shortcut", 2 * channels, 1, channels);
        channels *= 2;
      }
      for (int i = 0; i < size.cells(); i++) {
        cell.declare(layers, cell(stage * size.cells() + i), channels);
      }
    }
    layers.norm("head.norm", channels);
    layers.linear("head.linear", size.classes(), channels);
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Tensor features(Layers layers, Tensor images) {
    if (images.shape().rank() != 4 || images.shape().dimension(3) != size.imageChannels()) {
      throw new ShapeMismatchException(
          "network", "images (batch, size, size, " + size.imageChannels() + ")", images.shape());
    }
    Tensor x = layers.norm("stem.norm", layers.convolution("stem.conv", images, SAME));
    for (int stage = 0; stage < STAGES; stage++) {
      if (stage > 0) {
        x = layers.boundary(reduction(stage), reduce(layers, reduction(stage), x));
      }
      for (int i = 0; i < size.cells(); i++) {
        String name = cell(stage * size.cells() + i);
        try (TensorScope scope = layers.tape().backend().openScope()) {
          x = scope.keep(cell.forward(layers, name, x));
        }
        x = layers.boundary(name, x);
      }
    }
    return layers.boundary("head", layers.relu(layers.norm("head.norm", x)));
  }

  @Override
  public Tensor classify(Layers layers, Tensor features) {
    return layers.linear("head.linear", layers.globalAverage(features));
  }

  private static Tensor reduce(Layers layers, String name, Tensor x) {
    try (TensorScope scope = layers.tape().backend().openScope()) {
      Tensor first = layers.convolution(name + ".conv1", layers.relu(x), HALVING);
      Tensor halved = layers.relu(layers.norm(name + ".norm1", first));
      Tensor second = layers.convolution(name + ".conv2", halved, SAME);
      Window window = x.shape().dimension(1) % 2 == 0 ? POOLING : POOLING_ODD;
      Tensor shortcut =
          layers.convolution(name + ".shortcut", layers.average(x, window), POINTWISE);
      return scope.keep(layers.sum(List.of(shortcut, layers.norm(name + ".norm2", second))));
    }
  }

  private static String cell(int number) {
    return "cells." + number;
  }

  /** Name of the block that leads into {@code stage}. */
  private static String reduction(int stage) {
    return "reductions." + (stage - 1);
  }
}
