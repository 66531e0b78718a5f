package org.jmodnas.baselines.bayesian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.MethodFactory;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.tabular.RealBenchmarks;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BayesianSearchTest {
  private static final Benchmark COUNTED = new CountedOperations();

  private static MethodFactory method(String name) {
    return (benchmark, random) ->
        switch (name) {
          case "ehvi" ->
              BayesianSearch.ehvi(benchmark, random, BayesianSettings.local(), Start.fresh());
          case "lsbo" ->
              BayesianSearch.lsbo(benchmark, random, BayesianSettings.random(), Start.fresh());
          default ->
              BayesianSearch.rsbo(benchmark, random, BayesianSettings.random(), Start.fresh());
        };
  }

  private static List<Evaluation> run(SearchMethod method, Benchmark benchmark, int most) {
    List<Evaluation> evaluations = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      Optional<Trial> trial = method.ask();
      if (trial.isEmpty()) {
        break;
      }
      evaluations.add(benchmark.evaluate(trial.get()));
      method.tell(evaluations.get(i));
    }
    return evaluations;
  }

  private static List<Architecture> architectures(List<Evaluation> evaluations) {
    return evaluations.stream().map(Evaluation::architecture).toList();
  }

  private static double hypervolume(List<Evaluation> evaluations, Benchmark benchmark) {
    return Hypervolume.of(
        evaluations.stream().map(Evaluation::objectives).toList(), benchmark.reference());
  }

  private static List<Evaluation> random(Benchmark benchmark, Philox random, int count) {
    return IntStream.of(random.permutation((int) benchmark.space().count()))
        .limit(count)
        .mapToObj(i -> benchmark.evaluate(Trial.full(benchmark.space().architecture(i))))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ehvi", "lsbo", "rsbo"})
  void theSameSeedProposesTheSameAndNothingTwice(String name) {
    List<Architecture> first =
        architectures(run(method(name).create(COUNTED, new Philox(1, 2)), COUNTED, 60));
    assertThat(architectures(run(method(name).create(COUNTED, new Philox(1, 2)), COUNTED, 60)))
        .isEqualTo(first);
    assertThat(architectures(run(method(name).create(COUNTED, new Philox(2, 2)), COUNTED, 60)))
        .isNotEqualTo(first);
    assertThat(first).hasSize(60).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ehvi", "lsbo", "rsbo"})
  void whatCannotRunDoesNotStopASearch(String name) {
    boolean met = false;
    for (int seed = 0; seed < 5; seed++) {
      List<Evaluation> found = run(method(name).create(COUNTED, new Philox(seed, 0)), COUNTED, 60);
      met |= found.stream().anyMatch(evaluation -> !evaluation.isFeasible());
      assertThat(found.stream().filter(Evaluation::isFeasible).count()).isGreaterThan(20);
    }
    assertThat(met).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ehvi", "lsbo", "rsbo"})
  void realFrontsAreFoundSoonerThanByChance(String name) {
    Benchmark benchmark = RealBenchmarks.of("titan_rtx_256");
    double found = 0;
    double byChance = 0;
    for (int seed = 0; seed < 3; seed++) {
      SearchMethod method = method(name).create(benchmark, new Philox(seed, 5));
      found += hypervolume(run(method, benchmark, 100), benchmark);
      byChance += hypervolume(random(benchmark, new Philox(seed, 6), 100), benchmark);
    }
    assertThat(found).isGreaterThan(byChance + 0.01);
  }

  @Test
  void aRegionIsSearchedToItsEnd() {
    Predicate<Architecture> region = a -> IntStream.of(a.choices()).limit(4).allMatch(c -> c == 1);
    SearchMethod method =
        BayesianSearch.ehvi(
            COUNTED, new Philox(3, 0), BayesianSettings.local(), new Start(List.of(), region));
    List<Architecture> found = architectures(run(method, COUNTED, 100));
    assertThat(found).hasSize(25).doesNotHaveDuplicates().allMatch(region);
  }

  @Test
  void whatIsKnownIsLearntAndNotProposed() {
    List<Evaluation> known = random(COUNTED, new Philox(4, 0), 50);
    SearchMethod method =
        BayesianSearch.ehvi(
            COUNTED, new Philox(5, 0), BayesianSettings.local(), new Start(known, a -> true));
    List<Evaluation> found = run(method, COUNTED, 10);
    assertThat(architectures(found)).doesNotContainAnyElementsOf(architectures(known));
    List<Evaluation> both = new ArrayList<>(known);
    both.addAll(found);
    List<Evaluation> byChance = new ArrayList<>(known);
    byChance.addAll(random(COUNTED, new Philox(6, 0), 10));
    assertThat(hypervolume(both, COUNTED)).isGreaterThan(hypervolume(byChance, COUNTED));
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    BayesianSettings local = BayesianSettings.local();
    assertThatThrownBy(() -> new BayesianSettings(0, local.candidates(), 1, local.fit()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'0'");
    assertThatThrownBy(() -> new BayesianSettings.Candidates(0, 1, true))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'0'");
  }
}
