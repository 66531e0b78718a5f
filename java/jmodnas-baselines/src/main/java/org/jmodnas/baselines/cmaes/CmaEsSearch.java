package org.jmodnas.baselines.cmaes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.pareto.DominanceNumbers;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.random.Philox;

/**
 * CMA-ES with the dominance number among all evaluations so far as what is minimised: the sampler
 * of LaMOO's experiments by itself.
 *
 * <p>An architecture that was evaluated before is not asked for again, its result is told at once.
 * Ours, as the paper is silent: a population of 4 + ⌊3 ln n⌋ points, mirrored into the box; and a
 * new start at a uniform point with the first deviation after a population without anything new.
 */
public final class CmaEsSearch implements SearchMethod {
  /** The first deviation: half of the box, as in the authors' code. */
  private static final double SIGMA = .5;

  private final ChoiceBox box;
  private final long architectures;
  private final Philox random;
  private final Map<Architecture, Evaluation> known = new LinkedHashMap<>();
  private final List<double[]> population = new ArrayList<>();
  private final int size;
  private CmaEs strategy;
  private boolean isNew;

  /** A search of {@code benchmark}. */
  public CmaEsSearch(Benchmark benchmark, Philox random) {
    this.random = random;
    box = new ChoiceBox(benchmark.space());
    architectures = benchmark.space().count();
    size = CmaEs.population(box.dimensions());
    strategy = start();
  }

  @Override
  public Optional<Trial> ask() {
    if (known.size() == architectures) {
      return Optional.empty();
    }
    while (true) {
      if (population.size() == size) {
        adapt();
      }
      double[] point = ChoiceBox.reflected(strategy.ask(random));
      population.add(point);
      Architecture architecture = box.architecture(point);
      if (!known.containsKey(architecture)) {
        isNew = true;
        return Optional.of(Trial.full(architecture));
      }
    }
  }

  @Override
  public void tell(Evaluation evaluation) {
    known.put(evaluation.architecture(), evaluation);
  }

  private void adapt() {
    if (isNew) {
      strategy.tell(population, dominanceNumbers());
    } else {
      strategy = start();
    }
    population.clear();
    isNew = false;
  }

  private double[] dominanceNumbers() {
    List<Architecture> order = new ArrayList<>(known.keySet());
    int[] numbers =
        DominanceNumbers.of(known.values().stream().map(Evaluation::objectives).toList());
    return population.stream()
        .mapToDouble(point -> numbers[order.indexOf(box.architecture(point))])
        .toArray();
  }

  private CmaEs start() {
    return new CmaEs(box.sample(random), SIGMA, size);
  }
}
