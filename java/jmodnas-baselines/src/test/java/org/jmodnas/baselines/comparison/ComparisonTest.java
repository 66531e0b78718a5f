package org.jmodnas.baselines.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.MethodFactory;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
  private static final List<Problem> PROBLEMS =
      List.of(
          Problem.of(FunctionBenchmark.scattered("a")),
          Problem.of(FunctionBenchmark.scattered("b")));
  private static final Competitor UNIFORM = UniformSearch.UNIFORM;
  private static final Competitor OTHER = ListedTrials.full("listed", 1, 2, 3);

  private static List<TrialResult> run(int threads, Competitor... competitors)
      throws InterruptedException {
    return new Comparison(List.of(competitors), PROBLEMS, List.of(4L, 9L, 5L), 30)
        .run(threads)
        .trials();
  }

  private static List<String> visited(List<TrialResult> trials) {
    return trials.stream()
        .map(
            trial ->
                trial.method()
                    + trial.device()
                    + trial.seed()
                    + trial.steps().stream().map(s -> s.evaluation().architecture()).toList())
        .toList();
  }

  @Test
  void trialsDependOnNothingButTheirOwnNames() throws InterruptedException {
    List<TrialResult> one = run(1, UNIFORM);
    assertThat(visited(run(4, UNIFORM))).isEqualTo(visited(one)).doesNotHaveDuplicates();
    List<TrialResult> beside = run(3, OTHER, UNIFORM);
    assertThat(visited(beside.subList(6, 12))).isEqualTo(visited(one));
    assertThat(beside).extracting(TrialResult::seed).startsWith(4L, 9L, 5L, 4L);
    assertThat(beside).extracting(TrialResult::device).startsWith("a", "a", "a", "b");
    assertThat(one.get(0).steps()).hasSize(30);
  }

  @Test
  void aStreamIsNamedByMethodDeviceAndSeed() {
    assertThat(TrialStream.of("a", "b", 1).nextInt())
        .isEqualTo(TrialStream.of("a", "b", 1).nextInt())
        .isNotEqualTo(TrialStream.of("ab", "", 1).nextInt())
        .isNotEqualTo(TrialStream.of("b", "a", 1).nextInt())
        .isNotEqualTo(TrialStream.of("a", "b", 2).nextInt());
    // FNV-1a of "a", 0, "b", so that results stay the same from version to version.
    assertThat(TrialStream.of("a", "b", 3).key()).isEqualTo(0xe5d29919042666b2L);
    assertThat(TrialStream.of("a", "b", 3).stream()).isEqualTo(3);
  }

  @Test
  void aFailureNamesTheTrial() {
    MethodFactory broken =
        (benchmark, random) -> {
          throw new IllegalStateException("no idea");
        };
    assertThatThrownBy(() -> run(2, UNIFORM, new NamedMethod("broken", "Fails", broken)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("broken", "'a'", "seed 4", "no idea");
    MethodFactory demanding =
        (benchmark, random) -> {
          benchmark.proxies().value("synflow", benchmark.space().architecture(0));
          return new UniformSearch(benchmark, random);
        };
    assertThatThrownBy(() -> run(2, UNIFORM, new NamedMethod("demanding", "Asks", demanding)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("synflow");
  }

  @Test
  void whatATrialHoldsIsClosed() throws InterruptedException {
    AtomicInteger closed = new AtomicInteger();
    MethodFactory holding =
        (benchmark, random) -> {
          SearchMethod search = new UniformSearch(benchmark, random);
          return new ClosableSearch() {
            @Override
            public Optional<Trial> ask() {
              return search.ask();
            }

            @Override
            public void tell(Evaluation evaluation) {
              search.tell(evaluation);
            }

            @Override
            public void close() {
              closed.incrementAndGet();
            }
          };
        };
    run(2, new NamedMethod("holding", "Holds", holding));
    assertThat(closed).hasValue(6);
  }

  @Test
  void whatIsComparedDiffers() {
    assertThatThrownBy(() -> run(1, UNIFORM, UNIFORM)).hasMessageContaining("uniform");
    assertThatThrownBy(() -> run(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Comparison(List.of(UNIFORM), PROBLEMS, List.of(1L), 0))
        .hasMessageContaining("0");
  }

  @Test
  void curvesHaveAHundredValuesAtMost() throws InterruptedException {
    ComparisonResult few = new Comparison(List.of(OTHER), PROBLEMS, List.of(1L), 3).run(1);
    assertThat(few.checkpoints()).containsExactly(1, 2, 3);
    ComparisonResult many = new Comparison(List.of(OTHER), PROBLEMS, List.of(1L), 250).run(1);
    assertThat(many.checkpoints()).hasSize(84).startsWith(3, 6).endsWith(249, 250);
    assertThat(many.curve(0, 0).get(83).median()).isEqualTo(many.trials().get(0).hypervolume());
  }
}
