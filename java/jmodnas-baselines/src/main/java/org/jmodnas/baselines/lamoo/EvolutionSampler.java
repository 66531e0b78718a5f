package org.jmodnas.baselines.lamoo;

import java.util.List;
import java.util.Optional;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.variation.Variation;
import org.jmodnas.pareto.DominanceNumbers;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.random.Philox;

/**
 * Samples a region by evolution: of the leaf's samples the parents are winners of binary
 * tournaments by dominance number; their children, by uniform crossover and mutation of one
 * decision on average, are asked for if they lie in the region. The paper has no such sampler.
 */
public final class EvolutionSampler implements SearchMethod {
  private static final double EITHER = .5;
  private static final int TRIES = 200;

  private final Region region;
  private final Philox random;
  private final Variation variation;
  private final int[] numbers;

  /** Samples {@code region}. */
  public EvolutionSampler(Region region, Philox random) {
    this.region = region;
    this.random = random;
    variation = new Variation(region.space(), random);
    List<double[]> points = region.members().stream().map(Evaluation::objectives).toList();
    numbers = DominanceNumbers.of(points);
  }

  @Override
  public Optional<Trial> ask() {
    for (int i = 0; i < TRIES; i++) {
      Architecture child = child();
      if (region.contains(child)) {
        return Optional.of(Trial.full(child));
      }
    }
    return Optional.empty();
  }

  @Override
  public void tell(Evaluation evaluation) {
    // The region knows what has been sampled; it is a parent from the next batch on.
  }

  private Architecture child() {
    Architecture crossed = variation.cross(winner(), winner(), EITHER);
    return variation.mutateEach(crossed, 1.0 / crossed.choices().length);
  }

  private Architecture winner() {
    int first = random.nextInt(numbers.length);
    int second = random.nextInt(numbers.length);
    return region.members().get(numbers[first] <= numbers[second] ? first : second).architecture();
  }
}
