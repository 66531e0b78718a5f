package org.jmodnas.baselines.lamoo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jmodnas.tensor.random.Philox;

/** How a leaf is chosen by the upper confidence bounds of nodes; of equal ones one at random. */
public enum NodeSelection {
  /** The best of all leaves (algorithm 3 of the paper), the default of the authors' code. */
  LEAF {
    @Override
    PartitionNode choose(PartitionNode root, ToDoubleFunction<PartitionNode> bound, Philox random) {
      return best(root.leaves(), bound, random);
    }
  },

  /** From the root always to the better child (algorithm 1). */
  PATH {
    @Override
    PartitionNode choose(PartitionNode root, ToDoubleFunction<PartitionNode> bound, Philox random) {
      PartitionNode node = root;
      while (!node.isLeaf()) {
        node = best(node.children(), bound, random);
      }
      return node;
    }
  };

  /** A leaf of the tree of {@code root}. */
  abstract PartitionNode choose(
      PartitionNode root, ToDoubleFunction<PartitionNode> bound, Philox random);

  private static PartitionNode best(
      List<PartitionNode> nodes, ToDoubleFunction<PartitionNode> bound, Philox random) {
    List<PartitionNode> best = new ArrayList<>();
    double highest = Double.NEGATIVE_INFINITY;
    for (PartitionNode node : nodes) {
      double value = bound.applyAsDouble(node);
      if (value > highest) {
        best.clear();
        highest = value;
      }
      if (value == highest) {
        best.add(node);
      }
    }
    return best.get(random.nextInt(best.size()));
  }
}
