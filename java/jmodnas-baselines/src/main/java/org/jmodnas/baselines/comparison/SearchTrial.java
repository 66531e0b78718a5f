package org.jmodnas.baselines.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.ProxySpending;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;

/**
 * One search of one problem by one competitor with one seed. Everything that it asks for is
 * charged, repetitions too; it ends before the first request beyond the budget, or when the method
 * has nothing left.
 *
 * @param evaluations the budget, in full evaluations
 */
record SearchTrial(Competitor competitor, Problem problem, long seed, int evaluations) {
  TrialResult run() {
    long start = System.nanoTime();
    FoundFront front = new FoundFront(problem.benchmark().reference());
    SearchMethod method = competitor.start(problem.benchmark(), seed);
    List<Step> steps;
    try {
      steps = steps(method, front);
    } finally {
      if (method instanceof ClosableSearch closable) {
        closable.close();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new TrialResult(
        competitor.name(),
        problem.benchmark().device(),
        seed,
        steps,
        front.points(),
        method instanceof ProxySpending spending
            ? spending.proxyEvaluations()
            : ProxySpending.ProxyEvaluations.NONE,
        seconds);
  }

  private List<Step> steps(SearchMethod method, FoundFront front) {
    List<Step> steps = new ArrayList<>();
    // Decimal, so that ten tenths are one evaluation.
    BigDecimal budget = BigDecimal.valueOf(evaluations);
    BigDecimal spent = BigDecimal.ZERO;
    for (Optional<Trial> next = method.ask(); next.isPresent(); next = method.ask()) {
      spent = spent.add(BigDecimal.valueOf(next.get().fidelity().cost()));
      if (spent.compareTo(budget) > 0) {
        break;
      }
      Evaluation evaluation = problem.benchmark().evaluate(next.get());
      steps.add(new Step(evaluation, spent, front.offer(evaluation)));
      method.tell(evaluation);
    }
    return steps;
  }
}
