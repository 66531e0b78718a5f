package org.jmodnas.baselines.comparison;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jmodnas.tensor.JModnasException;

/**
 * Competitors on the same problems with the same seeds and the same budget. The result depends on
 * nothing else: not on the number of threads, and that of a competitor not on the others.
 *
 * @param competitors of different names
 * @param problems of different devices, with the same objectives
 * @param seeds different ones
 * @param evaluations the budget of a trial, in full evaluations
 */
public record Comparison(
    List<Competitor> competitors, List<Problem> problems, List<Long> seeds, int evaluations) {
  public Comparison {
    competitors = List.copyOf(competitors);
    problems = List.copyOf(problems);
    seeds = List.copyOf(seeds);
    requireDistinct("competitors", competitors.stream().map(Competitor::name).toList());
    requireDistinct("devices", problems.stream().map(p -> p.benchmark().device()).toList());
    requireDistinct("seeds", seeds);
    if (problems.stream().map(p -> p.benchmark().objectives()).distinct().count() != 1) {
      throw new IllegalArgumentException("All problems have the same objectives");
    }
    if (evaluations < 1) {
      throw new IllegalArgumentException("At least 1 evaluation, got " + evaluations);
    }
  }

  /** Runs all trials, {@code threads} at a time. */
  public ComparisonResult run(int threads) throws InterruptedException {
    List<SearchTrial> trials = trials().toList();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      // Those of one seed first: whatever fails on every seed then fails soon.
      Future<?>[] running = new Future<?>[trials.size()];
      TrialResult[] results = new TrialResult[trials.size()];
      for (int s = 0; s < seeds.size(); s++) {
        for (int i = s; i < running.length; i += seeds.size()) {
          int place = i;
          running[i] = executor.submit(() -> results[place] = trials.get(place).run());
        }
      }
      for (int s = 0; s < seeds.size(); s++) {
        for (int i = s; i < running.length; i += seeds.size()) {
          await(running[i], trials.get(i));
        }
      }
      return new ComparisonResult(this, List.of(results));
    } finally {
      executor.shutdownNow();
    }
  }

  private Stream<SearchTrial> trials() {
    return competitors.stream()
        .flatMap(
            competitor ->
                problems.stream()
                    .flatMap(
                        problem ->
                            seeds.stream()
                                .map(
                                    seed ->
                                        new SearchTrial(competitor, problem, seed, evaluations))));
  }

  private static void await(Future<?> running, SearchTrial trial) throws InterruptedException {
    try {
      running.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof JModnasException known) {
        throw known;
      }
      throw new IllegalStateException(
          "'%s' failed on '%s' with seed %d: %s"
              .formatted(
                  trial.competitor().name(),
                  trial.problem().benchmark().device(),
                  trial.seed(),
                  failure.getCause()),
          failure.getCause());
    }
  }

  private static void requireDistinct(String what, List<?> values) {
    if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
      throw new IllegalArgumentException("Expected different %s, got %s".formatted(what, values));
    }
  }
}
