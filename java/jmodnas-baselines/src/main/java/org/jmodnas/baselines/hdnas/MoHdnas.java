package org.jmodnas.baselines.hdnas;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Proxies;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.rescoring.Candidate;
import org.jmodnas.baselines.rescoring.Criteria;
import org.jmodnas.baselines.rescoring.Criterion;
import org.jmodnas.baselines.rescoring.GainOrder;
import org.jmodnas.baselines.rescoring.ProxySearch;
import org.jmodnas.baselines.rescoring.Rescoring;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;

/**
 * MO-HDNAS: NSGA-II that maximises the similarity φ of an architecture's representations to those
 * of a trained network, minimises its hardware cost Ψ and maximises the hardware cost diversity χ
 * of the population (CVPR workshops 2024). The last population is the result, and is then
 * evaluated.
 *
 * <p>From the paper: the objectives, the representation by real numbers, population and
 * generations. From the code of the same author's NEvoNAS: the operators and their numbers. Both
 * are silent on whom χ is taken over in the selection of survivors; see {@link Diversity}. Ours:
 * architectures without a cost are infeasible, where the paper minimises a cost of −1; evaluations
 * come in the order of {@link GainOrder}; when all are spent, the search goes on for as many
 * generations with what was evaluated as infeasible, which finds the front behind the first.
 */
public final class MoHdnas implements ProxySearch {
  private static final SimulatedBinaryCrossover CROSSOVER = new SimulatedBinaryCrossover(0.7, 15);
  private static final PolynomialMutation MUTATION = new PolynomialMutation(0.1, 20);

  private final Config config;
  private final Criteria criteria;
  private final RealEncoding encoding;
  private final Philox random;
  private final List<Double> diversities = new ArrayList<>();
  private List<Individual> population = List.of();

  /**
   * Settings.
   *
   * @param similarity the proxy that is φ, or one in its place
   * @param cost the proxy that is Ψ
   * @param population members, an even number
   * @param generations before the population is evaluated
   */
  public record Config(
      Criterion similarity, Criterion cost, Diversity diversity, int population, int generations) {
    public Config {
      if (population < 2 || population % 2 != 0 || generations < 1) {
        throw new ConfigurationException(
            "MO-HDNAS has an even population of 2 or more, and 1 or more generations, got '%d' and '%d'"
                .formatted(population, generations));
      }
    }

    /**
     * The published settings, with the diversity of parents and children together.
     *
     * @param similarity the proxy to maximise, {@code rmi} as published
     * @param cost the proxy to minimise, a metric of the device
     */
    public static Config published(String similarity, String cost) {
      return new Config(
          Criterion.maximized(similarity), Criterion.minimized(cost), Diversity.UNION, 20, 100);
    }

    /** The same with the diversity taken over {@code other}. */
    public Config with(Diversity other) {
      return new Config(similarity, cost, other, population, generations);
    }
  }

  /** A search of {@code space} by {@code proxies}. */
  public MoHdnas(Config config, SearchSpace space, Proxies proxies, Philox random) {
    this.config = config;
    this.criteria = new Criteria(List.of(config.similarity, config.cost), proxies);
    this.encoding = new RealEncoding(space);
    this.random = random;
  }

  /** The search with its evaluations. */
  public static SearchMethod method(Config config, Benchmark benchmark, Philox random) {
    return new Rescoring(new MoHdnas(config, benchmark.space(), benchmark.proxies(), random));
  }

  @Override
  public List<Architecture> search(Set<Architecture> evaluated) {
    HdnasObjectives objectives = new HdnasObjectives(config.diversity, Set.copyOf(evaluated));
    if (population.isEmpty()) {
      List<double[]> drawn = new ArrayList<>();
      IntStream.range(0, config.population).forEach(i -> drawn.add(encoding.random(random)));
      population = born(drawn, objectives);
    }
    for (int generation = 0; generation < config.generations; generation++) {
      diversities.add(CostDiversity.meanOf(objectives.costs(candidates(population))));
      population = survivors(objectives);
    }
    List<Candidate> found =
        candidates(population).stream().filter(objectives::isFeasible).distinct().toList();
    return GainOrder.of(found, List.of(config.similarity, config.cost));
  }

  /** The parents and children that survive a generation. */
  private List<Individual> survivors(HdnasObjectives objectives) {
    List<Individual> pool = new ArrayList<>(population);
    pool.addAll(born(children(new CrowdedRanking(objectives.of(population))), objectives));
    return new CrowdedRanking(objectives.of(pool))
        .best(config.population, random).stream().map(pool::get).toList();
  }

  private List<double[]> children(CrowdedRanking parents) {
    List<double[]> children = new ArrayList<>();
    while (children.size() < config.population) {
      double[] first = population.get(parents.winner(random)).genes().clone();
      double[] second = population.get(parents.winner(random)).genes().clone();
      CROSSOVER.cross(first, second, random);
      MUTATION.mutate(first, random);
      MUTATION.mutate(second, random);
      children.add(first);
      children.add(second);
    }
    return children;
  }

  private List<Individual> born(List<double[]> genes, HdnasObjectives objectives) {
    List<Candidate> candidates =
        genes.stream().map(each -> criteria.of(encoding.decode(each))).toList();
    double[] among = objectives.diversities(candidates);
    return IntStream.range(0, among.length)
        .mapToObj(i -> new Individual(genes.get(i), candidates.get(i), among[i]))
        .toList();
  }

  private static List<Candidate> candidates(List<Individual> group) {
    return group.stream().map(Individual::candidate).toList();
  }

  /**
   * χ̄ of the population at the beginning of each generation so far, the random one first: the mean
   * of χ over its feasible members, in squared units of the cost.
   */
  public List<Double> diversities() {
    return List.copyOf(diversities);
  }

  @Override
  public ProxyEvaluations proxyEvaluations() {
    return criteria.evaluations();
  }
}
