package org.jmodnas.baselines.pdns;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Proxies;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.rescoring.Candidate;
import org.jmodnas.baselines.rescoring.Criteria;
import org.jmodnas.baselines.rescoring.Criterion;
import org.jmodnas.baselines.rescoring.GainOrder;
import org.jmodnas.baselines.rescoring.ProxySearch;
import org.jmodnas.baselines.rescoring.Rescoring;
import org.jmodnas.baselines.variation.Variation;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;

/**
 * MTF-PDNS: Pareto-dominance novelty search by multiple training-free metrics (GECCO 2024). A
 * population evolves towards novelty, with the criteria as an architecture's description; they rank
 * no survivor, but decide who enters an archive of everything that is not dominated. The archive is
 * the result, and is then evaluated.
 *
 * <p>From the authors' code: the criteria, the archive, novelty, tournament, operators and the
 * numbers. There all of the archive is evaluated, at no cost. Ours: evaluations cost, and come in
 * the order of {@link GainOrder}; when all are spent, the search goes on for as many generations
 * with what was evaluated barred from the archive, which finds the front behind the first.
 */
public final class MtfPdns implements ProxySearch {
  private final Config config;
  private final Criteria criteria;
  private final Variation variation;
  private List<Candidate> population = List.of();

  /**
   * Settings.
   *
   * @param criteria what describes an architecture, and who dominates whom
   * @param population members, an even number
   * @param generations before the archive is evaluated
   */
  public record Config(List<Criterion> criteria, int population, int generations) {
    public Config {
      criteria = List.copyOf(criteria);
      if (criteria.isEmpty() || population < 2 || population % 2 != 0 || generations < 1) {
        throw new ConfigurationException(
            "MTF-PDNS has 1 or more criteria, an even population of 2 or more, and 1 or more generations, got '%d', '%d' and '%d'"
                .formatted(criteria.size(), population, generations));
      }
    }

    /**
     * The published settings.
     *
     * @param complexity the proxy to minimise beside the training-free metrics: {@code flops} as
     *     published, or a metric of the device
     */
    public static Config published(String complexity) {
      return new Config(
          List.of(
              Criterion.maximized("synflow"),
              Criterion.maximized("jacov"),
              Criterion.maximized("snip"),
              Criterion.minimized(complexity)),
          20,
          50);
    }
  }

  /** A search of {@code space} by {@code proxies}. */
  public MtfPdns(Config config, SearchSpace space, Proxies proxies, Philox random) {
    this.config = config;
    this.criteria = new Criteria(config.criteria, proxies);
    this.variation = new Variation(space, random);
  }

  /** The search with its evaluations. */
  public static SearchMethod method(Config config, Benchmark benchmark, Philox random) {
    return new Rescoring(new MtfPdns(config, benchmark.space(), benchmark.proxies(), random));
  }

  @Override
  public List<Architecture> search(Set<Architecture> evaluated) {
    ElitistArchive archive = new ElitistArchive(evaluated);
    criteria.known().forEach(archive::offer);
    if (population.isEmpty()) {
      population = random(archive);
    }
    for (int generation = 0; generation < config.generations; generation++) {
      population = survivors(archive);
    }
    return GainOrder.of(archive.members(), config.criteria);
  }

  private List<Candidate> random(ElitistArchive archive) {
    List<Candidate> drawn = new ArrayList<>();
    for (int i = 0; i < config.population; i++) {
      drawn.add(criteria.of(variation.space().sample(variation.random())));
    }
    drawn.forEach(archive::offer);
    return drawn;
  }

  /** One generation. */
  private List<Candidate> survivors(ElitistArchive archive) {
    List<Candidate> pool = new ArrayList<>(population);
    for (Architecture child : Offspring.of(population, variation)) {
      pool.add(criteria.of(child));
    }
    pool.subList(population.size(), pool.size()).forEach(archive::offer);
    double[] novelty = ParetoNovelty.of(pool, archive);
    List<Candidate> winners = new ArrayList<>();
    for (int winner : Tournament.winners(novelty, variation.random())) {
      winners.add(pool.get(winner));
    }
    return winners;
  }

  @Override
  public ProxyEvaluations proxyEvaluations() {
    return criteria.evaluations();
  }
}
