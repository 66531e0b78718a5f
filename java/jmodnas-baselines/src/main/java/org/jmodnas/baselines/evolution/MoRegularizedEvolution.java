package org.jmodnas.baselines.evolution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.variation.UnseenArchitectures;
import org.jmodnas.baselines.variation.Variation;
import org.jmodnas.pareto.FrontOrder;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;

/**
 * Regularised evolution (Real et al., "Regularized evolution for image classifier architecture
 * search", 2019) with several objectives, as in Syne Tune: the best of a sample of the population
 * has a child with one decision changed, and the oldest member dies. Best is by {@link FrontOrder}
 * over the population.
 *
 * <p>Syne Tune takes the sorted indices of the members for their places in that order, which makes
 * parents almost random; here they are the places. And nothing is evaluated twice: a child that was
 * seen is made anew, from another sample.
 */
public final class MoRegularizedEvolution implements SearchMethod {
  private final UnseenArchitectures unseen;
  private final Variation variation;
  private final Settings settings;
  private final Deque<Evaluation> population = new ArrayDeque<>();

  /** The population, the oldest first, and the place of each member, 0 the best. */
  private record Ranking(List<Evaluation> members, int[] places) {}

  /**
   * Settings.
   *
   * @param population members; as many random architectures come first
   * @param sample draws from the population, with replacement, of which the best is the parent
   */
  public record Settings(int population, int sample) {
    public Settings {
      if (population < 1 || sample < 1) {
        throw new ConfigurationException(
            "Regularised evolution has a population and a sample of 1 or more, got '%d' and '%d'"
                .formatted(population, sample));
      }
    }

    /** As published: a population of 100 and a sample of 10. */
    public static Settings published() {
      return new Settings(100, 10);
    }
  }

  /** A search of {@code benchmark}. */
  public MoRegularizedEvolution(Benchmark benchmark, Philox random, Settings settings) {
    this.settings = settings;
    unseen = new UnseenArchitectures(benchmark.space(), random);
    variation = new Variation(benchmark.space(), random);
  }

  @Override
  public Optional<Trial> ask() {
    if (population.size() < settings.population) {
      return unseen.draw().map(Trial::full);
    }
    Ranking ranking = rank();
    return unseen.firstOf(() -> child(ranking)).map(Trial::full);
  }

  private Ranking rank() {
    List<Evaluation> members = List.copyOf(population);
    int[] places = new int[members.size()];
    int place = 0;
    for (int index : FrontOrder.of(members.stream().map(Evaluation::objectives).toList())) {
      places[index] = place++;
    }
    return new Ranking(members, places);
  }

  private Architecture child(Ranking ranking) {
    Philox random = variation.random();
    int parent = random.nextInt(ranking.places.length);
    for (int draw = 1; draw < settings.sample; draw++) {
      int other = random.nextInt(ranking.places.length);
      if (ranking.places[other] < ranking.places[parent]) {
        parent = other;
      }
    }
    return variation.mutateOne(ranking.members.get(parent).architecture());
  }

  @Override
  public void tell(Evaluation evaluation) {
    population.addLast(evaluation);
    if (population.size() > settings.population) {
      population.removeFirst();
    }
  }
}
