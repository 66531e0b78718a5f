package org.jmodnas.baselines.evolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.variation.UnseenArchitectures;
import org.jmodnas.baselines.variation.Variation;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.jspecify.annotations.Nullable;

/**
 * NSGA-II (Deb et al., "A fast and elitist multiobjective genetic algorithm: NSGA-II", 2002) with
 * operators for choices: binary tournament by rank and crowding, uniform crossover, mutation to
 * another choice. A generation has as many children as the population members; the best of both
 * survive.
 *
 * <p>Not from the paper: nothing is evaluated twice. A child that was seen is made anew, up to 100
 * times, and then replaced by a random architecture.
 */
public final class Nsga2 implements SearchMethod {
  private static final int WEAK_POPULATION = 20;

  private final UnseenArchitectures unseen;
  private final Mating mating;
  private final int size;
  private final Philox random;
  private @Nullable Population parents;
  private final List<Evaluation> generation = new ArrayList<>();

  /**
   * Settings.
   *
   * @param population members, and children of a generation
   * @param crossover probability that a child has two parents
   * @param mutations decisions of a child that mutation changes on average
   */
  public record Settings(int population, double crossover, double mutations) {
    public Settings {
      if (population < 1 || !(crossover >= 0 && crossover <= 1) || !(mutations >= 0)) {
        throw new ConfigurationException(
            "NSGA-II has a population of 1 or more, a crossover in [0, 1] and mutations of 0 or more, got '%d', '%s' and '%s'"
                .formatted(population, crossover, mutations));
      }
    }

    /** Crossover in 9 of 10 and one mutation a child, as usual; a population of 20. */
    public static Settings standard() {
      return new Settings(20, 0.9, 1);
    }
  }

  private Nsga2(Benchmark benchmark, Philox random, int size, Mating mating) {
    this.unseen = new UnseenArchitectures(benchmark.space(), random);
    this.mating = mating;
    this.size = size;
    this.random = random;
  }

  /** A search of {@code benchmark}. */
  public Nsga2(Benchmark benchmark, Philox random, Settings settings) {
    this(
        benchmark,
        random,
        settings.population,
        new TournamentMating(new Variation(benchmark.space(), random), settings));
  }

  /**
   * The weak form that stands for NSGA-II in the MODNAS experiments (Syne Tune around pymoo):
   * parents without a tournament, and half of all decisions drawn anew, so that a child has little
   * of them. Population 20.
   */
  public static Nsga2 weak(Benchmark benchmark, Philox random) {
    Mating mating = new RandomMating(new Variation(benchmark.space(), random));
    return new Nsga2(benchmark, random, WEAK_POPULATION, mating);
  }

  @Override
  public Optional<Trial> ask() {
    Population current = parents;
    return (current == null ? unseen.draw() : unseen.firstOf(() -> mating.child(current)))
        .map(Trial::full);
  }

  @Override
  public void tell(Evaluation evaluation) {
    generation.add(evaluation);
    if (generation.size() == size) {
      List<Evaluation> pool = new ArrayList<>(generation);
      if (parents != null) {
        pool.addAll(parents.evaluations());
      }
      parents = Population.select(pool, size, random);
      generation.clear();
    }
  }
}
