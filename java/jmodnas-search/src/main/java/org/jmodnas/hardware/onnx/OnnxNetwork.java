package org.jmodnas.hardware.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jmodnas.hardware.onnx.OnnxGraph.Value;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.Operation;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.ops.Normalization;
import org.jspecify.annotations.Nullable;

/**
 * The stand-alone network of a NAS-Bench-201 architecture as an ONNX file: images (batch, channels,
 * height, width) to class scores (batch, classes), for inference. Batch norm has constant
 * statistics, of mean 0 and variance 1. Edges that cannot influence the output, and operations of
 * nothing but zeros, are left out.
 */
public final class OnnxNetwork {
  /** Name of the images. */
  public static final String INPUT = "images";

  /** Name of the class scores. */
  public static final String OUTPUT = "scores";

  private static final int NODES = 4;
  private static final int KERNEL = 3;

  private final DeployedNetwork.Size size;
  private final int batch;
  private final Function<String, Tensor> weights;
  private final OnnxGraph graph = new OnnxGraph();

  private OnnxNetwork(DeployedNetwork.Size size, int batch, Function<String, Tensor> weights) {
    this.size = size;
    this.batch = batch;
    this.weights = weights;
  }

  /**
   * The file of {@code architecture}.
   *
   * @param batch images of a run
   * @param weights of the supernet of that size, by the names of its parameters
   */
  public static byte[] of(
      Architecture architecture,
      DeployedNetwork.Size size,
      int batch,
      Function<String, Tensor> weights) {
    return new OnnxNetwork(size, batch, weights).build(architecture);
  }

  private byte[] build(Architecture architecture) {
    String x = convolution(INPUT, "stem.conv.weight", 1);
    int channels = size.channels();
    x = batchNorm(x, "stem.norm", channels);
    for (int stage = 0; stage < DeployedNetwork.stages(); stage++) {
      if (stage > 0) {
        channels *= 2;
        x = reduction(x, "reductions." + (stage - 1) + ".", channels);
      }
      for (int i = 0; i < size.cells(); i++) {
        x = cell(x, architecture, stage * size.cells() + i, channels);
      }
    }
    x = graph.add("Relu", List.of(batchNorm(x, "head.norm", channels)));
    x = graph.add("Flatten", List.of(graph.add("GlobalAveragePool", List.of(x))));
    graph.addAs(
        OUTPUT,
        "Gemm",
        List.of(x, parameter("head.linear.weight"), parameter("head.linear.bias")),
        OnnxGraph.integer("transB", 1));
    return graph.toBytes(
        architecture.toString(),
        new Value(INPUT, List.of(batch, size.imageChannels(), size.image(), size.image())),
        new Value(OUTPUT, List.of(batch, size.classes())));
  }

  /** The residual block that halves the images. */
  private String reduction(String x, String prefix, int channels) {
    String y = convolution(graph.add("Relu", List.of(x)), prefix + "conv1.weight", 2);
    y = graph.add("Relu", List.of(batchNorm(y, prefix + "norm1", channels)));
    y = batchNorm(convolution(y, prefix + "conv2.weight", 1), prefix + "norm2", channels);
    String shortcut = convolution(pool(x, 2, 2, 0), prefix + "shortcut.weight", 1);
    return graph.add("Add", List.of(shortcut, y));
  }

  private String cell(String x, Architecture architecture, int cell, int channels) {
    @Nullable String[] nodes = new String[NODES];
    nodes[0] = x;
    int edge = 0;
    for (int target = 1; target < NODES; target++) {
      for (int source = 0; source < target; source++) {
        Operation operation = Operation.values()[architecture.choices()[edge]];
        String name = "cells." + cell + ".edges." + edge + ".weight";
        nodes[target] = sum(nodes[target], apply(operation, nodes[source], name, channels));
        edge++;
      }
    }
    String output = nodes[NODES - 1];
    // As the published network does where every path is cut.
    return output == null
        ? graph.add("Mul", List.of(x, graph.constant("zero", new float[1])))
        : output;
  }

  /** The value of an edge; null where it is zero. */
  private @Nullable String apply(
      Operation operation, @Nullable String x, String weight, int channels) {
    if (x == null) {
      return null;
    }
    return switch (operation) {
      case NONE -> null;
      case SKIP_CONNECT -> x;
      case AVG_POOL_3X3 -> pool(x, KERNEL, 1, 1);
      case NOR_CONV_1X1 -> {
        String y = convolution(graph.add("Relu", List.of(x)), centreTap(weight), 1, 1);
        yield plainBatchNorm(y, channels);
      }
      case NOR_CONV_3X3 ->
          plainBatchNorm(convolution(graph.add("Relu", List.of(x)), weight, 1), channels);
    };
  }

  private @Nullable String sum(@Nullable String x, @Nullable String y) {
    if (x == null || y == null) {
      return x == null ? y : x;
    }
    return graph.add("Add", List.of(x, y));
  }

  private String pool(String x, int kernel, int stride, int padding) {
    return graph.add(
        "AveragePool",
        List.of(x),
        OnnxGraph.integers("kernel_shape", kernel, kernel),
        OnnxGraph.integers("strides", stride, stride),
        OnnxGraph.integers("pads", padding, padding, padding, padding),
        OnnxGraph.integer("count_include_pad", 0));
  }

  /** With padding that keeps the size at a stride of 1. */
  private String convolution(String x, String weight, int stride) {
    return convolution(x, filter(weight), weights.apply(weight).shape().dimension(1), stride);
  }

  private String convolution(String x, String filter, int kernel, int stride) {
    int padding = kernel / 2;
    return graph.add(
        "Conv",
        List.of(x, filter),
        OnnxGraph.integers("kernel_shape", kernel, kernel),
        OnnxGraph.integers("strides", stride, stride),
        OnnxGraph.integers("pads", padding, padding, padding, padding));
  }

  private String batchNorm(String x, String norm, int channels) {
    return batchNorm(x, parameter(norm + ".scale"), parameter(norm + ".shift"), channels);
  }

  private String plainBatchNorm(String x, int channels) {
    return batchNorm(x, filled("one", 1, channels), filled("zero", 0, channels), channels);
  }

  private String batchNorm(String x, String scale, String shift, int channels) {
    return graph.add(
        "BatchNormalization",
        List.of(x, scale, shift, filled("zero", 0, channels), filled("one", 1, channels)),
        OnnxGraph.decimal("epsilon", Normalization.EPSILON));
  }

  private String filled(String name, float value, int channels) {
    float[] values = new float[channels];
    Arrays.fill(values, value);
    return graph.constant(name + "." + channels, values, channels);
  }

  private String parameter(String name) {
    Shape shape = weights.apply(name).shape();
    int[] extents = new int[shape.rank()];
    Arrays.setAll(extents, shape::dimension);
    return graph.constant(name, weights.apply(name).toArray(), extents);
  }

  /** Filters (out, height, width, in) as (out, in, height, width). */
  private String filter(String name) {
    Shape shape = weights.apply(name).shape();
    int kernel = shape.dimension(1);
    return filter(name, name, kernel, 0);
  }

  /** The middle of 3×3 filters, as 1×1 ones. */
  private String centreTap(String name) {
    return filter(name + ".centre", name, 1, KERNEL / 2);
  }

  /** Filters of {@code kernel} rows and columns from {@code first} on. */
  private String filter(String name, String source, int kernel, int first) {
    Tensor tensor = weights.apply(source);
    int out = tensor.shape().dimension(0);
    int side = tensor.shape().dimension(1);
    int in = tensor.shape().dimension(3);
    float[] values = tensor.toArray();
    float[] filters = new float[out * in * kernel * kernel];
    int next = 0;
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        for (int y = first; y < first + kernel; y++) {
          for (int x = first; x < first + kernel; x++) {
            filters[next++] = values[((o * side + y) * side + x) * in + i];
          }
        }
      }
    }
    return graph.constant(name, filters, out, in, kernel, kernel);
  }
}
