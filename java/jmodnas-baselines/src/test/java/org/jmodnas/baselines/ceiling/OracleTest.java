package org.jmodnas.baselines.ceiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Searches;
import org.jmodnas.baselines.tabular.RealBenchmarks;
import org.jmodnas.baselines.tabular.TabularBenchmark;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.junit.jupiter.api.Test;

final class OracleTest {
  private final TabularBenchmark benchmark = RealBenchmarks.of("fpga");

  private List<double[]> run(Oracle oracle) {
    return Searches.run(oracle, benchmark, 1000).stream().map(Evaluation::objectives).toList();
  }

  @Test
  void theFrontIsAskedForPointByPoint() {
    List<double[]> points = run(Oracle.front(benchmark));
    assertThat(points).containsExactlyInAnyOrderElementsOf(benchmark.truth().front());
    assertThat(Hypervolume.of(points, benchmark.reference()))
        .isCloseTo(benchmark.truth().hypervolume(), within(1e-12));
  }

  @Test
  void eachPointAddsAsMuchAsAnyOfTheRest() {
    List<double[]> points = run(Oracle.front(benchmark));
    for (int i = 0; i < points.size(); i++) {
      double best = with(points.subList(0, i), points.get(i));
      for (double[] later : points.subList(i, points.size())) {
        assertThat(best).isGreaterThanOrEqualTo(with(points.subList(0, i), later) - 1e-12);
      }
    }
  }

  private double with(List<double[]> points, double[] another) {
    List<double[]> together = new ArrayList<>(points);
    together.add(another);
    return Hypervolume.of(together, benchmark.reference());
  }

  @Test
  void weightedSumsAreTheLeastOfTheSpace() {
    List<Preference> preferences = Preferences.rays(24);
    List<double[]> points = run(Oracle.weightedSum(benchmark, preferences));
    assertThat(new HashSet<>(points)).hasSizeBetween(5, 24);
    for (Preference preference : preferences) {
      double least =
          benchmark.truth().front().stream()
              .mapToDouble(point -> sum(preference, point))
              .min()
              .orElseThrow();
      assertThat(points)
          .anySatisfy(point -> assertThat(sum(preference, point)).isCloseTo(least, within(1e-12)));
    }
    double hypervolume = Hypervolume.of(points, benchmark.reference());
    assertThat(hypervolume).isBetween(0.97, benchmark.truth().hypervolume());
  }

  private static double sum(Preference preference, double[] point) {
    return preference.weight(0) * point[0] + preference.weight(1) * point[1];
  }
}
