package org.jmodnas.supernet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.NormalizationKernels.Affine;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Convolution;
import org.jmodnas.tensor.ops.Matrix;
import org.jmodnas.tensor.ops.Normalization;
import org.jmodnas.tensor.ops.Pooling;
import org.jmodnas.tensor.random.Philox;

/**
 * The supernet of NAS-Bench-201 (Dong and Yang, 2020): stem, three stages of searchable cells with
 * a residual block of stride 2 between them, and a linear classifier. All cells share the sampled
 * architecture, none shares weights with another.
 *
 * <p>Batch norm always uses the statistics of the batch, as the cells of the reference do.
 */
public final class NasBench201Supernet implements Supernet {
  private static final int STAGES = 3;
  private static final Geometry STEM = new Geometry(1, 1);

  private final SupernetConfig config;
  private final ParameterSet parameters;
  private final List<MixedCell> cells = new ArrayList<>();
  private final List<ReductionBlock> reductions = new ArrayList<>();

  private NasBench201Supernet(SupernetConfig config, ParameterSet parameters) {
    this.config = config;
    this.parameters = parameters;
    for (int cell = 0; cell < STAGES * config.cells(); cell++) {
      List<Tensor> weights = new ArrayList<>();
      for (CellTopology.Edge edge : CellTopology.edges()) {
        weights.add(parameters.get(edgeWeight(cell, edge)));
      }
      cells.add(new MixedCell(weights));
    }
    for (int stage = 1; stage < STAGES; stage++) {
      reductions.add(new ReductionBlock(parameters, reduction(stage)));
    }
  }

  /**
   * A supernet with random weights, owned by the innermost open scope of {@code backend}.
   *
   * @param random draws the initial weights
   */
  public static NasBench201Supernet create(SupernetConfig config, Backend backend, Philox random) {
    Declaration declaration = new Declaration(config, random);
    return new NasBench201Supernet(config, declaration.declare().build(backend));
  }

  /**
   * As {@link #create}, for images that its networks take; a {@link SupernetFactory}.
   *
   * @throws org.jmodnas.tensor.ConfigurationException if they do not take these
   */
  public static Supernet forImages(
      SupernetConfig config, ImageSize images, Backend backend, Philox random) {
    DeployedNetwork.requireImages(images);
    return create(config, backend, random);
  }

  @Override
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public Tensor stem(Tape tape, Tensor images) {
    Shape shape = images.shape();
    if (shape.rank() != 4 || shape.dimension(3) != config.imageChannels()) {
      throw new ShapeMismatchException(
          "supernet", "images (batch, height, width, " + config.imageChannels() + ")", shape);
    }
    try (TensorScope scope = tape.backend().openScope()) {
      Tensor x = Convolution.conv2d(tape, images, parameters.get("stem.conv.weight"), STEM);
      return scope.keep(Normalization.batchNorm(tape, x, affine("stem.norm")));
    }
  }

  @Override
  public Tensor classify(Tape tape, Tensor features, SampledArchitecture sample) {
    try (TensorScope scope = tape.backend().openScope()) {
      Tensor x = features;
      for (int stage = 0; stage < STAGES; stage++) {
        if (stage > 0) {
          x = reductions.get(stage - 1).forward(tape, x);
        }
        for (int i = 0; i < config.cells(); i++) {
          x = cells.get(stage * config.cells() + i).forward(tape, x, sample);
        }
      }
      return scope.keep(head(tape, x));
    }
  }

  @Override
  public List<int[]> largest() {
    return CellTopology.largest();
  }

  @Override
  public double cost(SampledArchitecture sample) {
    return CellTopology.cost(sample);
  }

  private Tensor head(Tape tape, Tensor x) {
    Tensor features =
        Pooling.globalAverage(tape, Normalization.batchNormRelu(tape, x, affine("head.norm")));
    return Matrix.linear(
        tape, features, parameters.get("head.linear.weight"), parameters.get("head.linear.bias"));
  }

  private Affine affine(String name) {
    return new Affine(parameters.get(name + ".scale"), parameters.get(name + ".shift"));
  }

  private static String edgeWeight(int cell, CellTopology.Edge edge) {
    return "cells." + cell + ".edges." + edge.decision() + ".weight";
  }

  /** Prefix of the block that leads into {@code stage}. */
  private static String reduction(int stage) {
    return "reductions." + (stage - 1) + ".";
  }

  /** Names, shapes and initial values of the parameters. */
  private static final class Declaration {
    private final SupernetConfig config;
    private final Philox random;
    private final ParameterSet.Builder builder = new ParameterSet.Builder();

    Declaration(SupernetConfig config, Philox random) {
      this.config = config;
      this.random = random;
    }

    ParameterSet.Builder declare() {
      int channels = config.channels();
      convolution("stem.conv.weight", channels, 3, config.imageChannels());
      norm("stem.norm", channels);
      for (int stage = 0; stage < STAGES; stage++) {
        if (stage > 0) {
          reductionBlock(reduction(stage), channels);
          channels *= 2;
        }
        for (int i = 0; i < config.cells(); i++) {
          int cell = stage * config.cells() + i;
          for (CellTopology.Edge edge : CellTopology.edges()) {
            convolution(edgeWeight(cell, edge), channels, 3, channels);
          }
        }
      }
      norm("head.norm", channels);
      uniform("head.linear.weight", Shape.of(config.classes(), channels), channels);
      uniform("head.linear.bias", Shape.of(config.classes()), channels);
      return builder;
    }

    private void reductionBlock(String prefix, int channels) {
      convolution(prefix + "conv1.weight", 2 * channels, 3, channels);
      norm(prefix + "norm1", 2 * channels);
      convolution(prefix + "conv2.weight", 2 * channels, 3, 2 * channels);
      norm(prefix + "norm2", 2 * channels);
      convolution(prefix + "shortcut.weight", 2 * channels, 1, channels);
    }

    private void norm(String name, int channels) {
      float[] ones = new float[channels];
      Arrays.fill(ones, 1);
      builder.add(name + ".scale", Shape.of(channels), ones);
      builder.add(name + ".shift", Shape.of(channels), new float[channels]);
    }

    private void convolution(String name, int out, int kernel, int in) {
      uniform(name, Shape.of(out, kernel, kernel, in), kernel * kernel * in);
    }

    /** Uniform in ±1/√fan-in, the usual default of convolution and linear layers. */
    private void uniform(String name, Shape shape, int fanIn) {
      float[] values = new float[shape.size()];
      float bound = (float) (1 / Math.sqrt(fanIn));
      for (int i = 0; i < values.length; i++) {
        values[i] = (2 * random.nextFloat() - 1) * bound;
      }
      builder.add(name, shape, values);
    }
  }
}
