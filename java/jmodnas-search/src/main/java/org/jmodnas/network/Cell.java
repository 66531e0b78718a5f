package org.jmodnas.network;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.Operation;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.PoolingKernels.Window;

/**
 * The cell of a NAS-Bench-201 architecture: a node is the sum of its incoming edges, zero if it has
 * none. Edges that do not lead to the output are not run; they have parameters nevertheless.
 */
final class Cell {
  private static final int NODES = 4;
  private static final Window POOLING = new Window(3, 1, 1);

  private final List<Edge> edges;
  private final boolean[] leadsToOutput = new boolean[NODES];

  private record Edge(int number, int source, int target, Operation operation) {
    /** Side of the convolution's kernel; 0 if there is none. */
    int kernel() {
      return switch (operation) {
        case NOR_CONV_1X1 -> 1;
        case NOR_CONV_3X3 -> 3;
        case NONE, SKIP_CONNECT, AVG_POOL_3X3 -> 0;
      };
    }
  }

  Cell(Architecture architecture) {
    edges = edges(architecture.choices());
    leadsToOutput[NODES - 1] = true;
    for (int node = NODES - 2; node >= 0; node--) {
      for (Edge edge : edges) {
        leadsToOutput[node] |= edge.source == node && leadsToOutput[edge.target];
      }
    }
  }

  /** The edges with an operation, in the order of the architecture string. */
  private static List<Edge> edges(int... choices) {
    List<Edge> edges = new ArrayList<>();
    int number = 0;
    for (int target = 1; target < NODES; target++) {
      for (int source = 0; source < target; source++) {
        Operation operation = Operation.values()[choices[number]];
        if (operation != Operation.NONE) {
          edges.add(new Edge(number, source, target, operation));
        }
        number++;
      }
    }
    return List.copyOf(edges);
  }

  /** Declares the parameters of the cell called {@code name}. */
  void declare(LayerDeclaration layers, String name, int channels) {
    for (Edge edge : edges) {
      if (edge.kernel() > 0) {
        layers.convolution(layer(name, edge) + ".conv", channels, edge.kernel(), channels);
        layers.norm(layer(name, edge) + ".norm", channels);
      }
    }
  }

  /** The cell's output, of the shape of {@code x}. */
  Tensor forward(Layers layers, String name, Tensor x) {
    List<Tensor> nodes = new ArrayList<>(List.of(x));
    for (int node = 1; node < NODES; node++) {
      List<Tensor> terms = new ArrayList<>();
      for (Edge edge : edges) {
        if (edge.target == node && leadsToOutput[node]) {
          terms.add(apply(layers, layer(name, edge), edge, nodes.get(edge.source)));
        }
      }
      nodes.add(terms.isEmpty() ? layers.zeros(x) : layers.sum(terms));
    }
    return nodes.get(NODES - 1);
  }

  private static Tensor apply(Layers layers, String layer, Edge edge, Tensor x) {
    return switch (edge.operation) {
      case SKIP_CONNECT -> x;
      case AVG_POOL_3X3 -> layers.average(x, POOLING);
      case NOR_CONV_1X1, NOR_CONV_3X3 -> {
        Geometry geometry = new Geometry(1, edge.kernel() / 2);
        yield layers.norm(
            layer + ".norm", layers.convolution(layer + ".conv", layers.relu(x), geometry));
      }
      case NONE -> throw new IllegalStateException("An edge without operation is no edge");
    };
  }

  private static String layer(String cell, Edge edge) {
    return cell + ".edges." + edge.number;
  }
}
