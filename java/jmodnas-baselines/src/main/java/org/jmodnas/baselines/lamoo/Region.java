package org.jmodnas.baselines.lamoo;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.lamoo.PartitionNode.Cut;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.random.Philox;

/**
 * Where to sample next: the architectures that every classifier from the root to a leaf puts on the
 * leaf's side and that have not been evaluated, all of them known, and the samples of the leaf.
 */
public final class Region {
  private final ChoiceGrid grid;
  private final BitSet open;
  private final List<Evaluation> members;
  private final List<Evaluation> known;

  private Region(BitSet open, Samples samples, List<Evaluation> members) {
    this.open = open;
    this.members = members;
    grid = samples.grid();
    known = samples.evaluations();
  }

  /** All of the space that has not been evaluated. */
  static Region all(Samples samples) {
    return new Region(samples.unseen(), samples, samples.evaluations());
  }

  /**
   * The region of {@code leaf}; as many of the last cuts are left out as it takes to have {@code
   * least} architectures.
   */
  static Region of(Samples samples, PartitionNode leaf, int least) {
    ChoiceGrid grid = samples.grid();
    BitSet open = samples.unseen();
    for (Cut cut : leaf.path()) {
      BitSet part = part(cut, open, grid);
      if (part.cardinality() < least) {
        break;
      }
      open = part;
    }
    return new Region(open, samples, samples.evaluations(leaf.members()));
  }

  private static BitSet part(Cut cut, BitSet open, ChoiceGrid grid) {
    double[] decisions = cut.classifier().decisions();
    BitSet part = new BitSet(grid.size());
    for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
      part.set(i, decisions[i] > 0 == cut.good());
    }
    return part;
  }

  /** The space that it is a part of. */
  public SearchSpace space() {
    return grid.space();
  }

  /** Whether {@code architecture} can be sampled. */
  public boolean contains(Architecture architecture) {
    return open.get(grid.position(architecture));
  }

  /** The evaluations in the leaf, in their order. */
  public List<Evaluation> members() {
    return members;
  }

  /** All evaluations so far, in their order. */
  public List<Evaluation> known() {
    return known;
  }

  /** An architecture that can be sampled, drawn uniformly; empty if all have been. */
  public Optional<Architecture> sample(Philox random) {
    int size = open.cardinality();
    return size == 0
        ? Optional.empty()
        : open.stream().skip(random.nextInt(size)).mapToObj(grid::architecture).findFirst();
  }

  /** From now on {@code architecture} cannot be sampled. */
  void close(Architecture architecture) {
    open.clear(grid.position(architecture));
  }
}
