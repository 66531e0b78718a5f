package org.jmodnas.baselines.lamoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.MethodFactory;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.cmaes.CmaEsSearch;
import org.jmodnas.baselines.tabular.RealBenchmarks;
import org.jmodnas.pareto.Dominance;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;

/**
 * The evaluations that LaMOO with CMA-ES inside and CMA-ES alone take to a share of the hypervolume
 * of the true front, in the median of 7 runs, as many as the paper's.
 */
final class SampleEfficiencyTest {
  private static final int RUNS = 7;
  private static final int MOST = 600;

  @Test
  void thePapersTaskTakesLessThanTwoThirdsOfTheSamples() {
    Benchmark benchmark = new AccuracyAndFlops();
    assertThat(optimum(benchmark)).isCloseTo(8.156, within(1e-3));
    assertThat(median(SampleEfficiencyTest::lamoo, benchmark, .99))
        .isLessThan(median(CmaEsSearch::new, benchmark, .99) * 2 / 3);
  }

  @Test
  void latencyTakesLessThanThreeQuartersOfTheSamples() {
    Benchmark benchmark = RealBenchmarks.of("fpga");
    assertThat(median(SampleEfficiencyTest::lamoo, benchmark, .99))
        .isLessThan(median(CmaEsSearch::new, benchmark, .99) * 3 / 4);
  }

  private static Lamoo lamoo(Benchmark benchmark, Philox random) {
    return new Lamoo(benchmark, CmaEsSampler::new, LamooSettings.DEFAULTS, random);
  }

  private static double optimum(Benchmark benchmark) {
    List<double[]> all =
        IntStream.range(0, (int) benchmark.space().count())
            .mapToObj(benchmark.space()::architecture)
            .map(architecture -> benchmark.evaluate(Trial.full(architecture)).objectives())
            .toList();
    return Hypervolume.of(all, benchmark.reference());
  }

  private static double median(MethodFactory method, Benchmark benchmark, double share) {
    double wanted = share * optimum(benchmark);
    return IntStream.range(0, RUNS)
        .map(seed -> evaluations(method.create(benchmark, new Philox(seed, 0)), benchmark, wanted))
        .sorted()
        .skip(RUNS / 2)
        .findFirst()
        .orElseThrow();
  }

  /** Evaluations until the hypervolume is {@code wanted}, at most 600. */
  private static int evaluations(SearchMethod search, Benchmark benchmark, double wanted) {
    List<double[]> front = new ArrayList<>();
    int count = 0;
    while (count < MOST && Hypervolume.of(front, benchmark.reference()) < wanted) {
      Evaluation evaluation = benchmark.evaluate(search.ask().orElseThrow());
      search.tell(evaluation);
      double[] point = evaluation.objectives();
      front.removeIf(other -> Dominance.dominates(point, other));
      if (front.stream().noneMatch(other -> Dominance.dominates(other, point))) {
        front.add(point);
      }
      count++;
    }
    return count;
  }
}
