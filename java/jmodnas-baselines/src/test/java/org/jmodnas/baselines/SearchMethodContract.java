package org.jmodnas.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;

/** What every method does that searches a whole space; a method's test extends it. */
public abstract class SearchMethodContract {
  /** The method under test. */
  protected abstract MethodFactory factory();

  private List<Trial> trials(Benchmark benchmark, long seed, double budget) {
    SearchMethod method = factory().create(benchmark, new Philox(seed, 0));
    return Searches.run(method, benchmark, budget).stream().map(Evaluation::trial).toList();
  }

  @Test
  void aSpaceIsExhaustedAndNothingIsEvaluatedTwice() {
    for (int seed = 0; seed < 20; seed++) {
      assertThat(trials(new TinyBenchmark(-1), seed, 100))
          .as("seed %d", seed)
          .hasSize(24)
          .doesNotHaveDuplicates()
          .allSatisfy(trial -> assertThat(trial.fidelity()).isEqualTo(Fidelity.FULL));
    }
  }

  @Test
  void whatCannotRunDoesNotStopIt() {
    for (int infeasible = 0; infeasible < 3; infeasible++) {
      assertThat(trials(new TinyBenchmark(infeasible), 5, 100)).hasSize(24).doesNotHaveDuplicates();
    }
  }

  @Test
  void theSeedDecides() {
    List<Trial> first = trials(new TinyBenchmark(-1), 1, 12);
    assertThat(trials(new TinyBenchmark(-1), 1, 12)).isEqualTo(first).hasSize(12);
    assertThat(trials(new TinyBenchmark(-1), 2, 12)).isNotEqualTo(first);
  }
}
