package org.jmodnas.baselines.lamoo;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.cmaes.ChoiceBox;
import org.jmodnas.baselines.cmaes.CmaEs;
import org.jmodnas.pareto.DominanceNumbers;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.random.Philox;

/**
 * Samples a region by CMA-ES, as the authors' code does: a new strategy, whose mean is one of the
 * samples of fewest dominators in the leaf, is told these samples and asked until enough of its
 * points lie in the region. What it minimises is the dominance number in the leaf.
 */
public final class CmaEsSampler implements SearchMethod {
  /** The authors' ½ max(1, deviation of the samples), which is ½ in the unit box. */
  private static final double SIGMA = .5;

  private static final int TOLD = 5;
  private static final int TRIES = 200;

  private final Region region;
  private final Philox random;
  private final ChoiceBox box;
  private final CmaEs strategy;

  /** Samples {@code region}. */
  public CmaEsSampler(Region region, Philox random) {
    this.region = region;
    this.random = random;
    box = new ChoiceBox(region.space());
    strategy = adapted();
  }

  @Override
  public Optional<Trial> ask() {
    for (int i = 0; i < TRIES; i++) {
      Architecture architecture = box.architecture(ChoiceBox.reflected(strategy.ask(random)));
      if (region.contains(architecture)) {
        return Optional.of(Trial.full(architecture));
      }
    }
    return Optional.empty();
  }

  @Override
  public void tell(Evaluation evaluation) {
    // The region knows what has been sampled; the next strategy learns from it.
  }

  private CmaEs adapted() {
    List<Evaluation> members = region.members();
    int[] numbers = DominanceNumbers.of(members.stream().map(Evaluation::objectives).toList());
    List<Integer> best =
        IntStream.range(0, numbers.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> numbers[i]))
            .limit(TOLD)
            .toList();
    List<double[]> points =
        best.stream().map(i -> box.point(members.get(i).architecture())).toList();
    double[] mean = points.get(random.nextInt(points.size()));
    if (points.size() < 2) {
      return new CmaEs(mean, SIGMA, 2);
    }
    CmaEs adapted = new CmaEs(mean, SIGMA, points.size());
    adapted.tell(points, best.stream().mapToDouble(i -> numbers[i]).toArray());
    return adapted;
  }
}
