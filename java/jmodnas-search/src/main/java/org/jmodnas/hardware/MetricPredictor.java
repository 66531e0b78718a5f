package org.jmodnas.hardware;

import java.util.List;
import java.util.function.IntFunction;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ElementwiseKernels.Runs;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Matrix;
import org.jmodnas.tensor.ops.Shaping;
import org.jmodnas.tensor.random.Philox;

/**
 * p_θ: predicts a metric of a NAS-Bench-201 cell on a device from the device's embedding: a graph
 * convolutional network over the cell beside a perceptron over the embedding (HELP, Lee et al.,
 * 2021). Differentiable in the gates of the cell. Its output is in the standardised units it was
 * trained in.
 */
public final class MetricPredictor implements MetricFunction {
  /** Nodes of the operation graph: input, six operations, output, and a global node. */
  private static final int NODES = 9;

  private static final int FEATURES = 8;
  private static final int OPERATIONS = 5;
  private static final int EDGES = 6;
  private static final int LAYERS = 4;

  private final ParameterSet parameters;
  private final Tensor adjacency;
  private final Tensor template;

  private MetricPredictor(ParameterSet parameters, Tensor adjacency, Tensor template) {
    this.parameters = parameters;
    this.adjacency = adjacency;
    this.template = template;
  }

  /**
   * A predictor with random weights, owned by the innermost open scope.
   *
   * @param width of every hidden layer; 100 in the publication
   * @param embedding length of a device embedding
   */
  public static MetricPredictor create(int width, int embedding, Backend backend, Philox random) {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    for (int layer = 0; layer < LAYERS; layer++) {
      Shape weight = Shape.of(layer == 0 ? FEATURES : width, width);
      dense(builder, "gcn." + layer, weight, weight.dimension(0), width, random);
    }
    linear(builder, "device.0", embedding, width, random);
    linear(builder, "device.1", width, width, random);
    linear(builder, "head.0", 2 * width, 2 * width, random);
    linear(builder, "head.1", 2 * width, 2 * width, random);
    linear(builder, "head.2", 2 * width, 1, random);
    return new MetricPredictor(
        builder.build(backend),
        backend.tensor(Shape.of(NODES, NODES), adjacency()),
        backend.tensor(Shape.of(NODES, FEATURES), template()));
  }

  /** The parameters θ. */
  public ParameterSet parameters() {
    return parameters;
  }

  /**
   * The metric of each pair of a cell and a device.
   *
   * @param gates z of the cells, (pairs, 6, 5)
   * @param devices embeddings, (pairs, features)
   * @return (pairs, 1), in standardised units
   */
  public Tensor predict(Tape tape, Tensor gates, Tensor devices) {
    return predictFromNodes(tape, nodeFeatures(tape, gates), devices);
  }

  @Override
  public Tensor predict(Tape tape, Tensor gates, List<TargetDevice> devices) {
    int features = devices.get(0).embedding().length;
    float[] embeddings = new float[devices.size() * features];
    for (int t = 0; t < devices.size(); t++) {
      System.arraycopy(devices.get(t).embedding(), 0, embeddings, t * features, features);
    }
    Shape shape = Shape.of(devices.size(), features);
    return predict(tape, gates, tape.backend().tensor(shape, embeddings));
  }

  /** The metric from node features (pairs, 9, 8). */
  Tensor predictFromNodes(Tape tape, Tensor features, Tensor devices) {
    int pairs = features.shape().dimension(0);
    Tensor h = features;
    for (int layer = 0; layer < LAYERS; layer++) {
      Tensor weight = parameters.get("gcn." + layer + ".weight");
      int in = weight.shape().dimension(0);
      int out = weight.shape().dimension(1);
      Tensor rows = Shaping.view(tape, h, Shape.of(pairs * NODES, in));
      Tensor projected =
          Shaping.view(tape, Matrix.multiply(tape, rows, weight), Shape.of(pairs, NODES, out));
      // Only the global node is read after the last layer.
      Tensor aggregate =
          layer == LAYERS - 1
              ? adjacency.slice((NODES - 1) * NODES, Shape.of(1, NODES))
              : adjacency;
      Tensor bias = parameters.get("gcn." + layer + ".bias");
      h = Elementwise.relu(tape, Matrix.multiply(tape, aggregate, projected, bias));
    }
    int width = h.shape().dimension(2);
    Tensor cell = Shaping.view(tape, h, Shape.of(pairs, width));
    Tensor device = Elementwise.relu(tape, linear(tape, devices, "device.0"));
    device = Elementwise.relu(tape, linear(tape, device, "device.1"));
    Tensor joined = Shaping.concatenate(tape, cell, device);
    joined = Elementwise.relu(tape, linear(tape, joined, "head.0"));
    joined = Elementwise.relu(tape, linear(tape, joined, "head.1"));
    return linear(tape, joined, "head.2");
  }

  /** Gates of constant choices, (pairs, 6, 5) values. */
  public static float[] oneHot(int pairs, IntFunction<int[]> choices) {
    float[] gates = new float[pairs * EDGES * OPERATIONS];
    for (int pair = 0; pair < pairs; pair++) {
      int[] chosen = choices.apply(pair);
      for (int edge = 0; edge < EDGES; edge++) {
        gates[(pair * EDGES + edge) * OPERATIONS + chosen[edge]] = 1;
      }
    }
    return gates;
  }

  /** Places the gates into the one-hot features of the nodes. */
  private Tensor nodeFeatures(Tape tape, Tensor gates) {
    Backend backend = tape.backend();
    int pairs = gates.shape().dimension(0);
    int size = NODES * FEATURES;
    Tensor features = backend.allocate(Shape.of(pairs, NODES, FEATURES));
    backend
        .elementwise()
        .copyRuns(new Runs(template, 0, 0, 0), new Runs(features, 0, size, 0), pairs, 1, size);
    backend
        .elementwise()
        .copyRuns(rows(gates), operationFeatures(features), pairs, EDGES, OPERATIONS);
    return tape.record(
        features,
        List.of(gates),
        List.of(),
        (dy, needed) -> {
          Tensor dz = backend.allocate(gates.shape());
          backend.elementwise().copyRuns(operationFeatures(dy), rows(dz), pairs, EDGES, OPERATIONS);
          return new Tensor[] {dz};
        });
  }

  private static Runs rows(Tensor gates) {
    return new Runs(gates, 0, EDGES * OPERATIONS, OPERATIONS);
  }

  /** Where the features of the operations lie: behind the input node, and its feature. */
  private static Runs operationFeatures(Tensor features) {
    return new Runs(features, FEATURES + 1, NODES * FEATURES, FEATURES);
  }

  /** The features of one cell without its operations. */
  private static float[] template() {
    float[] features = new float[NODES * FEATURES];
    features[0] = 1;
    features[(NODES - 2) * FEATURES + FEATURES - 2] = 1;
    features[(NODES - 1) * FEATURES + FEATURES - 1] = 1;
    return features;
  }

  private Tensor linear(Tape tape, Tensor x, String name) {
    return Matrix.linear(tape, x, parameters.get(name + ".weight"), parameters.get(name + ".bias"));
  }

  /**
   * Which node sums which: every operation its predecessors in the cell and itself, the global node
   * all. Operations 1 … 6 are the edges 0→1, 0→2, 1→2, 0→3, 1→3, 2→3.
   */
  private static float[] adjacency() {
    int[][] arcs = {{0, 1}, {0, 2}, {0, 4}, {1, 3}, {1, 5}, {2, 6}, {3, 6}, {4, 7}, {5, 7}, {6, 7}};
    float[] matrix = new float[NODES * NODES];
    for (int[] arc : arcs) {
      matrix[arc[1] * NODES + arc[0]] = 1;
    }
    for (int node = 0; node < NODES; node++) {
      matrix[node * NODES + node] = 1;
      matrix[(NODES - 1) * NODES + node] = 1;
    }
    return matrix;
  }

  private static void linear(
      ParameterSet.Builder builder, String name, int in, int out, Philox random) {
    dense(builder, name, Shape.of(out, in), in, out, random);
  }

  private static void dense(
      ParameterSet.Builder builder, String name, Shape weight, int in, int out, Philox random) {
    double bound = 1 / Math.sqrt(in);
    builder.add(name + ".weight", weight, uniform(random, weight.size(), bound));
    builder.add(name + ".bias", Shape.of(out), uniform(random, out, bound));
  }

  private static float[] uniform(Philox random, int size, double bound) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    return values;
  }
}
