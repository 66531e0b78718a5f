package org.jmodnas.baselines.variation;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.random.Philox;

/** The architectures of a space that a search has not proposed yet. */
public final class UnseenArchitectures {
  private static final int ATTEMPTS = 100;

  private final SearchSpace space;
  private final Philox random;
  private final Set<Architecture> seen = new HashSet<>();

  /** All architectures of {@code space}, of which random ones are drawn from {@code random}. */
  public UnseenArchitectures(SearchSpace space, Philox random) {
    this.space = space;
    this.random = random;
  }

  /** Whether {@code architecture} is unseen. */
  public boolean contains(Architecture architecture) {
    return !seen.contains(architecture);
  }

  /** Takes {@code architecture} out; says whether it was unseen. */
  public boolean take(Architecture architecture) {
    return seen.add(architecture);
  }

  /** Takes one out, drawn uniformly; empty if all have been seen. */
  public Optional<Architecture> draw() {
    if (seen.size() == space.count()) {
      return Optional.empty();
    }
    Architecture sample = space.sample(random);
    while (!take(sample)) {
      sample = space.sample(random);
    }
    return Optional.of(sample);
  }

  /**
   * Takes out the first unseen one of up to 100 proposals, or a random one if all of them have been
   * seen; empty if everything has been.
   */
  public Optional<Architecture> firstOf(Supplier<Architecture> proposals) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Architecture proposal = proposals.get();
      if (take(proposal)) {
        return Optional.of(proposal);
      }
    }
    return draw();
  }
}
