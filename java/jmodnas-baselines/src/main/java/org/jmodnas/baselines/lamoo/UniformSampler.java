package org.jmodnas.baselines.lamoo;

import java.util.Optional;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.tensor.random.Philox;

/** Samples a region uniformly, without repeats. */
public final class UniformSampler implements SearchMethod {
  private final Region region;
  private final Philox random;

  /** Samples {@code region}. */
  public UniformSampler(Region region, Philox random) {
    this.region = region;
    this.random = random;
  }

  @Override
  public Optional<Trial> ask() {
    return region.sample(random).map(Trial::full);
  }

  @Override
  public void tell(Evaluation evaluation) {
    // The region knows what has been sampled.
  }
}
