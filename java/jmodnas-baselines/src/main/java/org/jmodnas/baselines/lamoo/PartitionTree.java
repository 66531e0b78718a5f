package org.jmodnas.baselines.lamoo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.baselines.lamoo.PartitionNode.Cut;
import org.jmodnas.pareto.DominanceNumbers;

/**
 * The samples and the space, halved again and again: a node's samples are ordered by how many of
 * them dominate each, and a classifier of the better against the other half divides its region.
 *
 * <p>As in the authors' code a child has the samples of its label, whatever the classifier says of
 * them, and of equal dominance numbers the earlier sample counts as better. A node is a leaf if it
 * has no more samples than a leaf may have, if the classifier puts all of them on one side, or,
 * which is ours, if their dominance numbers are all equal: then nothing tells the halves apart.
 *
 * @param leafSize how many samples a leaf has at most, unless nothing divides them
 */
record PartitionTree(int leafSize, Kernel kernel) {
  /** The root of the tree of {@code samples}. */
  PartitionNode grow(Samples samples) {
    List<Integer> all = IntStream.range(0, samples.size()).boxed().toList();
    return grow(samples, new PartitionNode(all, List.of(), samples.size(), List.of()));
  }

  private PartitionNode grow(Samples samples, PartitionNode leaf) {
    List<Integer> members = leaf.members();
    int[] numbers = DominanceNumbers.of(samples.objectives(members));
    if (members.size() <= leafSize || IntStream.of(numbers).distinct().count() == 1) {
      return leaf;
    }
    boolean[] good = betterHalf(numbers);
    RegionClassifier classifier =
        new RegionClassifier(samples.grid(), kernel, samples.positions(members), good);
    if (!divides(classifier, samples.positions(members))) {
      return leaf;
    }
    List<PartitionNode> children = new ArrayList<>();
    for (boolean side : new boolean[] {true, false}) {
      List<Integer> part =
          IntStream.range(0, good.length)
              .filter(i -> good[i] == side)
              .mapToObj(members::get)
              .toList();
      List<Cut> path = new ArrayList<>(leaf.path());
      path.add(new Cut(classifier, side));
      children.add(grow(samples, new PartitionNode(part, path, good.length, List.of())));
    }
    return new PartitionNode(members, leaf.path(), leaf.parentSize(), children);
  }

  /** Those of the smaller numbers, of equal ones the earlier; without the middle one. */
  private static boolean[] betterHalf(int... numbers) {
    boolean[] better = new boolean[numbers.length];
    IntStream.range(0, numbers.length)
        .boxed()
        .sorted(Comparator.comparingInt(i -> numbers[i]))
        .limit(numbers.length / 2)
        .forEach(i -> better[i] = true);
    return better;
  }

  private static boolean divides(RegionClassifier classifier, int[] positions) {
    boolean first = classifier.isGood(positions[0]);
    return IntStream.of(positions).anyMatch(position -> classifier.isGood(position) != first);
  }
}
