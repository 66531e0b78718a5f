package org.jmodnas.baselines.lamoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.baselines.Trial;
import org.jmodnas.pareto.DominanceNumbers;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

@Seeded
final class PartitionTreeTest {
  private static Samples samples(Benchmark benchmark, int count, Philox random) {
    ChoiceGrid grid = new ChoiceGrid(benchmark.space());
    Samples samples = new Samples(grid, benchmark.reference());
    int[] order = random.permutation(grid.size());
    for (int i = 0; i < count; i++) {
      samples.add(benchmark.evaluate(Trial.full(grid.architecture(order[i]))));
    }
    return samples;
  }

  private static void checkChildren(PartitionNode node, Samples samples) {
    if (node.isLeaf()) {
      return;
    }
    List<Integer> good = node.children().get(0).members();
    List<Integer> bad = node.children().get(1).members();
    List<Integer> both = new ArrayList<>(good);
    both.addAll(bad);
    assertThat(both).containsExactlyInAnyOrderElementsOf(node.members());
    assertThat(good).hasSize(node.members().size() / 2);
    int[] numbers = DominanceNumbers.of(samples.objectives(node.members()));
    int worst = good.stream().mapToInt(i -> numbers[node.members().indexOf(i)]).max().orElseThrow();
    assertThat(bad).allMatch(i -> numbers[node.members().indexOf(i)] >= worst);
    for (PartitionNode child : node.children()) {
      assertThat(child.parentSize()).isEqualTo(node.members().size());
      assertThat(child.path().subList(0, node.path().size())).isEqualTo(node.path());
      assertThat(child.path()).hasSize(node.path().size() + 1);
      checkChildren(child, samples);
    }
  }

  @Test
  void childrenPartitionTheSamplesOfTheirParent(Philox random) {
    Samples samples = samples(new TinyBenchmark(1), 20, random);
    PartitionNode root = new PartitionTree(3, Kernel.RADIAL).grow(samples);
    assertThat(root.isLeaf()).isFalse();
    checkChildren(root, samples);
    assertThat(root.leaves().stream().flatMap(leaf -> leaf.members().stream()))
        .containsExactlyInAnyOrderElementsOf(root.members());
  }

  @Test
  void nothingIsSplitThatIsSmallOrAllTheSame(Philox random) {
    Samples few = samples(new TinyBenchmark(-1), 6, random);
    assertThat(new PartitionTree(6, Kernel.RADIAL).grow(few).isLeaf()).isTrue();
    assertThat(new PartitionTree(5, Kernel.RADIAL).grow(few).isLeaf()).isFalse();
    Benchmark benchmark = new TinyBenchmark(-1);
    Samples front = new Samples(new ChoiceGrid(benchmark.space()), benchmark.reference());
    for (int first = 0; first < 4; first++) {
      Trial trial = Trial.full(benchmark.space().decode(first, 0, 0));
      front.add(benchmark.evaluate(trial));
    }
    assertThat(new PartitionTree(2, Kernel.RADIAL).grow(front).isLeaf()).isTrue();
  }

  /** The samples (0.5, 0.5) and (0.75, 0.25) of ten of the parent, reference (1, 1). */
  @Test
  void theBoundByHand() {
    ChoiceGrid grid = new ChoiceGrid(new TinyBenchmark(-1).space());
    Samples samples = new Samples(grid, 1, 1);
    double[][] objectives = {{.5, .5}, {.75, .25}, {.1, .1}};
    for (int i = 0; i < objectives.length; i++) {
      samples.add(new Evaluation(Trial.full(grid.architecture(i)), objectives[i]));
    }
    PartitionNode node = new PartitionNode(List.of(0, 1), List.of(), 10, List.of());
    double bound = new UpperConfidenceBound(samples, .2).applyAsDouble(node);
    assertThat(bound).isCloseTo(.25 + .0625 + .4 * Math.sqrt(2 * Math.log(10) / 2), within(1e-12));
  }

  @Test
  void aLeafIsChosenAmongAllOrFromTheRoot(Philox random) {
    PartitionNode a = leaf(1);
    PartitionNode b = leaf(2);
    PartitionNode c = leaf(3);
    PartitionNode inner = new PartitionNode(List.of(1, 2), List.of(), 3, List.of(a, b));
    PartitionNode root = new PartitionNode(List.of(1, 2, 3), List.of(), 3, List.of(inner, c));
    // An inner node of bound 0 hides the leaf of the greatest bound.
    assertThat(NodeSelection.LEAF.choose(root, PartitionTreeTest::bound, random)).isEqualTo(b);
    assertThat(NodeSelection.PATH.choose(root, PartitionTreeTest::bound, random)).isEqualTo(c);
    List<PartitionNode> chosen = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      chosen.add(NodeSelection.LEAF.choose(root, node -> 1, random));
    }
    assertThat(chosen).contains(a, b, c);
  }

  private static PartitionNode leaf(int member) {
    return new PartitionNode(List.of(member), List.of(), 2, List.of());
  }

  private static double bound(PartitionNode node) {
    int first = node.members().get(0);
    return node.isLeaf() ? List.of(0, 1, 7, 5).get(first) : 0;
  }
}
