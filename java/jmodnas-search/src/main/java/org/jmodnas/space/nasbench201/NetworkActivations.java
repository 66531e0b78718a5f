package org.jmodnas.space.nasbench201;

import java.util.HashSet;
import java.util.Set;

/**
 * How many activations a deployed network holds at once, for one image, when its operations run one
 * after the other in the order of the architecture string.
 *
 * <p>An operation holds what it reads and what it writes. ReLU, batch norm and addition happen in
 * place: the first tensor that is written for a node becomes its sum, and later ones are added to
 * it and freed. An identity is its source's tensor; only a node of several identities and nothing
 * else is written anew, and a node that is read although nothing leads to it is a tensor of zeros.
 * A tensor is freed after its last reader.
 */
final class NetworkActivations {
  private static final int NODES = 4;

  private final DeployedNetwork network;

  NetworkActivations(DeployedNetwork network) {
    this.network = network;
  }

  /** The most values that the architecture with these choices holds at once. */
  long peak(int... choices) {
    long peak = network.imageValues() + network.values(0);
    int tensors = new Cell(choices).peak();
    for (int stage = 0; stage < DeployedNetwork.stages(); stage++) {
      long values = network.values(stage);
      peak = Math.max(peak, tensors * values);
      if (stage > 0) {
        // The second convolution of a reduction reads the first one's output and writes as much,
        // while the input waits for the shortcut.
        peak = Math.max(peak, network.values(stage - 1) + 2 * values);
      }
    }
    return peak;
  }

  /** The life of the tensors of one cell, all of the same size. */
  private static final class Cell {
    private final int[] choices;
    private final int[] tensorOfNode = new int[NODES];
    private int written = 1;
    private int peak = 1;

    Cell(int... choices) {
      this.choices = choices;
    }

    /** The most tensors alive at once. */
    int peak() {
      int edge = 0;
      for (int node = 1; node < NODES; node++) {
        runNode(node, edge);
        edge += node;
      }
      return peak;
    }

    /** Runs the edges to {@code node}, of which {@code first} is the first. */
    private void runNode(int node, int first) {
      Set<Integer> terms = new HashSet<>();
      int sum = -1;
      boolean several = false;
      for (int source = 0; source < node; source++) {
        Operation operation = Operation.values()[choices[first + source]];
        if (operation == Operation.SKIP_CONNECT) {
          several |= !terms.isEmpty();
          terms.add(tensorOfNode[source]);
        } else if (operation != Operation.NONE) {
          Set<Integer> alive = alive(node, first + source, terms);
          if (sum >= 0) {
            alive.add(sum);
          }
          write(alive);
          sum = sum < 0 ? written++ : sum;
        }
      }
      boolean read = node == NODES - 1 || isReadAfter(node, first + node - 1);
      if (sum >= 0) {
        tensorOfNode[node] = sum;
      } else if (terms.size() == 1 && !several) {
        tensorOfNode[node] = terms.iterator().next();
      } else if (several || read) {
        write(alive(node, first + node, terms));
        tensorOfNode[node] = written++;
      }
    }

    private void write(Set<Integer> alive) {
      peak = Math.max(peak, alive.size() + 1);
    }

    /** The tensors that {@code edge} or a later one reads, and the terms of the sum so far. */
    private Set<Integer> alive(int node, int edge, Set<Integer> terms) {
      Set<Integer> alive = new HashSet<>(terms);
      for (int earlier = 0; earlier < node; earlier++) {
        if (isReadAfter(earlier, edge - 1)) {
          alive.add(tensorOfNode[earlier]);
        }
      }
      return alive;
    }

    private boolean isReadAfter(int node, int edge) {
      int target = 1;
      int first = 0;
      while (target < NODES) {
        int reader = first + node;
        if (node < target && reader > edge && choices[reader] != Operation.NONE.ordinal()) {
          return true;
        }
        first += target++;
      }
      return false;
    }
  }
}
