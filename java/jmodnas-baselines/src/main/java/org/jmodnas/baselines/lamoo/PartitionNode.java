package org.jmodnas.baselines.lamoo;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the space with the samples that belong to it.
 *
 * @param members numbers of the samples
 * @param path the cuts that made the part, the first first
 * @param parentSize how many samples the parent has; the root's own number
 * @param children the better and the worse half; none of a leaf
 */
record PartitionNode(
    List<Integer> members, List<Cut> path, int parentSize, List<PartitionNode> children) {
  PartitionNode {
    members = List.copyOf(members);
    path = List.copyOf(path);
    children = List.copyOf(children);
  }

  /** One side of a classifier. */
  record Cut(RegionClassifier classifier, boolean good) {}

  /** Whether it has no children. */
  boolean isLeaf() {
    return children.isEmpty();
  }

  /** The leaves below, better halves first. */
  List<PartitionNode> leaves() {
    if (isLeaf()) {
      return List.of(this);
    }
    List<PartitionNode> leaves = new ArrayList<>();
    children.forEach(child -> leaves.addAll(child.leaves()));
    return leaves;
  }
}
