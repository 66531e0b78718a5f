package org.jmodnas.baselines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.tensor.random.Philox;

/** Runs methods, for tests. */
public final class Searches {
  private Searches() {}

  /** All evaluations of a search until they cost {@code budget} or it has nothing left. */
  public static List<Evaluation> run(SearchMethod method, Benchmark benchmark, double budget) {
    List<Evaluation> evaluations = new ArrayList<>();
    double cost = 0;
    Optional<Trial> trial = method.ask();
    while (trial.isPresent()) {
      Evaluation evaluation = benchmark.evaluate(trial.get());
      method.tell(evaluation);
      evaluations.add(evaluation);
      cost += trial.get().fidelity().cost();
      trial = cost + 1e-9 < budget ? method.ask() : Optional.empty();
    }
    return evaluations;
  }

  /** Hypervolume of the full evaluations. */
  public static double hypervolume(List<Evaluation> evaluations, Benchmark benchmark) {
    return Hypervolume.of(
        evaluations.stream().filter(Evaluation::isFull).map(Evaluation::objectives).toList(),
        benchmark.reference());
  }

  /** Mean hypervolume over searches with the seeds 0 … {@code seeds} − 1. */
  public static double meanHypervolume(
      MethodFactory factory, Benchmark benchmark, double budget, int seeds) {
    double sum = 0;
    for (int seed = 0; seed < seeds; seed++) {
      SearchMethod method = factory.create(benchmark, new Philox(seed, 0));
      sum += hypervolume(run(method, benchmark, budget), benchmark);
    }
    return sum / seeds;
  }
}
