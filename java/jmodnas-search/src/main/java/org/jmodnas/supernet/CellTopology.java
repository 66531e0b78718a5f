package org.jmodnas.supernet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.space.nasbench201.Operation;

/**
 * The densely connected cell of NAS-Bench-201: four nodes and an edge from every node to each later
 * one, in the order of the architecture string.
 */
final class CellTopology {
  static final int NODES = 4;

  /** An edge of the cell and its decision. */
  record Edge(int decision, int source, int target) {}

  private static final List<Edge> EDGES = edges();

  private CellTopology() {}

  /** The six edges 0→1, 0→2, 1→2, 0→3, 1→3, 2→3. */
  static List<Edge> edges() {
    List<Edge> edges = new ArrayList<>();
    for (int target = 1; target < NODES; target++) {
      for (int source = 0; source < target; source++) {
        edges.add(new Edge(edges.size(), source, target));
      }
    }
    return List.copyOf(edges);
  }

  /** The edges into {@code node}. */
  static List<Edge> into(int node) {
    return EDGES.stream().filter(edge -> edge.target == node).toList();
  }

  /** Which nodes reach the output node by edges that are not none. */
  static boolean[] reachesOutput(SampledArchitecture sample) {
    boolean[] reaches = new boolean[NODES];
    reaches[NODES - 1] = true;
    for (int node = NODES - 2; node >= 0; node--) {
      for (Edge edge : EDGES) {
        reaches[node] |=
            edge.source == node
                && reaches[edge.target]
                && operation(sample, edge) != Operation.NONE;
      }
    }
    return reaches;
  }

  /**
   * Time of a cell in that of a 3×3 convolution, roughly: operations that reach the output, or all
   * where the gates are dense.
   */
  static double cost(SampledArchitecture sample) {
    if (sample.denseGates() != null) {
      return EDGES.size() * Arrays.stream(Operation.values()).mapToDouble(CellTopology::cost).sum();
    }
    boolean[] reaches = reachesOutput(sample);
    double cost = 0;
    for (Edge edge : EDGES) {
      if (reaches[edge.target]) {
        cost += cost(operation(sample, edge));
      }
    }
    return cost;
  }

  private static double cost(Operation operation) {
    return switch (operation) {
      case NONE -> 0;
      case SKIP_CONNECT -> 0.1;
      case AVG_POOL_3X3 -> 0.3;
      case NOR_CONV_1X1 -> 0.6;
      case NOR_CONV_3X3 -> 1;
    };
  }

  /** The operations that keep tensors of their own, each on all edges. */
  static List<int[]> largest() {
    List<int[]> largest = new ArrayList<>();
    for (Operation operation :
        List.of(Operation.NOR_CONV_3X3, Operation.NOR_CONV_1X1, Operation.AVG_POOL_3X3)) {
      int[] choices = new int[EDGES.size()];
      Arrays.fill(choices, operation.ordinal());
      largest.add(choices);
    }
    return largest;
  }

  static Operation operation(SampledArchitecture sample, Edge edge) {
    return Operation.values()[sample.choice(edge.decision)];
  }
}
