package org.jmodnas.baselines.bayesian;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.random.Philox;

/** The architectures of a region that have not been proposed. */
final class RegionCandidates {
  /** Spaces up to this size are gone through until enough are found; larger ones are sampled. */
  private static final int ENUMERABLE = 1 << 16;

  /** Draws from a larger space for each architecture that is wanted. */
  private static final int PATIENCE = 100;

  private final SearchSpace space;
  private final Predicate<Architecture> region;
  private final Set<Architecture> seen = new HashSet<>();

  /** A permutation of the indices of an enumerable space; empty for a larger one. */
  private final int[] indices;

  RegionCandidates(SearchSpace space, Predicate<Architecture> region) {
    this.space = space;
    this.region = region;
    int size = space.count() > ENUMERABLE ? 0 : (int) space.count();
    indices = IntStream.range(0, size).toArray();
  }

  SearchSpace space() {
    return space;
  }

  /** From now on {@code architecture} is seen. */
  void exclude(Architecture architecture) {
    seen.add(architecture);
  }

  boolean contains(Architecture architecture) {
    return !seen.contains(architecture) && region.test(architecture);
  }

  /** Up to {@code count} different ones, uniformly; fewer where no more are found. */
  Set<Architecture> draw(int count, Philox random) {
    Set<Architecture> drawn = new LinkedHashSet<>();
    if (indices.length > 0) {
      for (int i = 0; i < indices.length && drawn.size() < count; i++) {
        int j = i + random.nextInt(indices.length - i);
        int index = indices[j];
        indices[j] = indices[i];
        indices[i] = index;
        addUnseen(space.architecture(index), drawn);
      }
    } else {
      for (long i = 0; i < (long) PATIENCE * count && drawn.size() < count; i++) {
        addUnseen(space.sample(random), drawn);
      }
    }
    return drawn;
  }

  /** Those that differ from {@code architecture} in one decision. */
  Set<Architecture> neighbours(Architecture architecture) {
    Set<Architecture> neighbours = new LinkedHashSet<>();
    int[] choices = architecture.choices();
    for (int d = 0; d < choices.length; d++) {
      int[] changed = choices.clone();
      for (int choice = 0; choice < space.decisions().get(d).choices().size(); choice++) {
        changed[d] = choice;
        addUnseen(space.decode(changed), neighbours);
      }
    }
    return neighbours;
  }

  private void addUnseen(Architecture architecture, Set<Architecture> target) {
    if (contains(architecture)) {
      target.add(architecture);
    }
  }
}
