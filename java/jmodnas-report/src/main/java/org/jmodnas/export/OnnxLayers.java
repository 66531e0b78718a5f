package org.jmodnas.export;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.network.ForwardingLayers;
import org.jmodnas.network.Layers;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.PoolingKernels.Window;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;
import org.jmodnas.tensor.ops.Normalization;

/**
 * Layers that write down what a network does: each adds its operator to a graph. The tensors are
 * those of a pass without values and stand for the values of the graph.
 */
final class OnnxLayers implements ForwardingLayers {
  private final Layers inner;
  private final Map<String, NamedArray> weights;
  private final OnnxGraph graph;
  private final IdentityHashMap<Tensor, String> names = new IdentityHashMap<>();

  /**
   * Layers without anything written yet.
   *
   * @param inner give the shapes
   * @param weights with PyTorch's names and axes
   */
  OnnxLayers(Layers inner, Map<String, NamedArray> weights, OnnxGraph graph) {
    this.inner = inner;
    this.weights = weights;
    this.graph = graph;
  }

  @Override
  public Layers inner() {
    return inner;
  }

  /** Says that {@code tensor} stands for {@code name}, and returns it. */
  Tensor stand(Tensor tensor, String name) {
    names.put(tensor, name);
    return tensor;
  }

  /** What {@code tensor} stands for. */
  String name(Tensor tensor) {
    String name = names.get(tensor);
    if (name == null) {
      throw new IllegalStateException(tensor + " was made by no layer");
    }
    return name;
  }

  @Override
  public Tensor convolution(String name, Tensor x, Geometry geometry) {
    int kernel = weights.get(name + ".weight").shape().dimension(2);
    int stride = geometry.stride();
    int padding = geometry.padding();
    return stand(
        inner.convolution(name, x, geometry),
        graph.add(
            "Conv",
            List.of(name(x), weight(name + ".weight")),
            OnnxGraph.integers("kernel_shape", kernel, kernel),
            OnnxGraph.integers("strides", stride, stride),
            OnnxGraph.integers("pads", padding, padding, padding, padding)));
  }

  @Override
  public Tensor norm(String name, Tensor x) {
    return stand(
        inner.norm(name, x),
        graph.add(
            "BatchNormalization",
            List.of(
                name(x),
                weight(name + ".weight"),
                weight(name + ".bias"),
                weight(name + ".running_mean"),
                weight(name + ".running_var")),
            OnnxGraph.decimal("epsilon", Normalization.EPSILON)));
  }

  @Override
  public Tensor relu(Tensor x) {
    return stand(inner.relu(x), graph.add("Relu", List.of(name(x))));
  }

  @Override
  public Tensor average(Tensor x, Window window) {
    int size = window.size();
    int stride = window.stride();
    int padding = window.padding();
    return stand(
        inner.average(x, window),
        graph.add(
            "AveragePool",
            List.of(name(x)),
            OnnxGraph.integers("kernel_shape", size, size),
            OnnxGraph.integers("strides", stride, stride),
            OnnxGraph.integers("pads", padding, padding, padding, padding),
            OnnxGraph.integer("count_include_pad", 0)));
  }

  @Override
  public Tensor globalAverage(Tensor x) {
    String pooled = graph.add("GlobalAveragePool", List.of(name(x)));
    return stand(inner.globalAverage(x), graph.add("Flatten", List.of(pooled)));
  }

  @Override
  public Tensor sum(List<Tensor> terms) {
    String sum = name(terms.get(0));
    for (Tensor term : terms.subList(1, terms.size())) {
      sum = graph.add("Add", List.of(sum, name(term)));
    }
    return stand(inner.sum(terms), sum);
  }

  @Override
  public Tensor zeros(Tensor x) {
    // As the published network makes them, whatever the batch.
    String zero = graph.constant("zero", new float[1]);
    return stand(inner.zeros(x), graph.add("Mul", List.of(name(x), zero)));
  }

  @Override
  public Tensor linear(String name, Tensor x) {
    return stand(
        inner.linear(name, x),
        graph.add(
            "Gemm",
            List.of(name(x), weight(name + ".weight"), weight(name + ".bias")),
            OnnxGraph.integer("transB", 1)));
  }

  private String weight(String name) {
    NamedArray array = weights.get(name);
    Shape shape = array.shape();
    return graph.constant(name, array.values(), shape.toArray());
  }
}
