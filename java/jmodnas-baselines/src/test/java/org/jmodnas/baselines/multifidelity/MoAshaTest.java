package org.jmodnas.baselines.multifidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.baselines.MethodFactory;
import org.jmodnas.baselines.SearchMethodContract;
import org.jmodnas.baselines.Searches;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.local.RandomSearch;
import org.jmodnas.pareto.FrontOrder;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on full evaluations alone; rungs below. */
final class MoAshaTest extends SearchMethodContract {
  private static final Fidelity SHORT = new Fidelity("short", 0.1);
  private static final Fidelity LONGER = new Fidelity("longer", 0.3);
  private static final MoAsha.Settings SETTINGS = MoAsha.Settings.published();

  @Override
  protected MethodFactory factory() {
    return (benchmark, random) -> new MoAsha(benchmark, random, SETTINGS);
  }

  private List<Evaluation> run(Benchmark benchmark, long seed) {
    return Searches.run(factory().create(benchmark, new Philox(seed, 0)), benchmark, 100);
  }

  /**
   * Who goes up was evaluated one rung below and is among its best third; who enters comes when
   * nobody can go up.
   */
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void theBestThirdOfARungGoesUp(int infeasible) {
    Benchmark benchmark = new TinyBenchmark(infeasible, SHORT, LONGER);
    for (int seed = 0; seed < 20; seed++) {
      Map<Fidelity, List<Evaluation>> rungs = new HashMap<>();
      benchmark.fidelities().forEach(fidelity -> rungs.put(fidelity, new ArrayList<>()));
      for (Evaluation evaluation : run(benchmark, seed)) {
        List<Trial> promotable = new ArrayList<>();
        addPromotable(rungs.get(LONGER), rungs.get(Fidelity.FULL), Fidelity.FULL, promotable);
        addPromotable(rungs.get(SHORT), rungs.get(LONGER), LONGER, promotable);
        Trial trial = evaluation.trial();
        if (promotable.isEmpty()) {
          assertThat(trial.fidelity()).as("seed %d", seed).isEqualTo(SHORT);
        } else {
          assertThat(trial).as("seed %d", seed).isEqualTo(promotable.get(0));
        }
        rungs.get(trial.fidelity()).add(evaluation);
      }
      assertThat(rungs.get(SHORT)).hasSize(24);
      assertThat(rungs.get(LONGER)).hasSizeGreaterThanOrEqualTo(infeasible == 1 ? 6 : 8);
      assertThat(rungs.get(Fidelity.FULL)).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  private static void addPromotable(
      List<Evaluation> rung, List<Evaluation> above, Fidelity next, List<Trial> promotable) {
    int[] order = FrontOrder.of(rung.stream().map(Evaluation::objectives).toList());
    for (int place = 0; place < rung.size() / 3; place++) {
      Evaluation candidate = rung.get(order[place]);
      boolean promoted =
          above.stream().anyMatch(a -> a.architecture().equals(candidate.architecture()));
      if (candidate.isFeasible() && !promoted) {
        promotable.add(new Trial(candidate.architecture(), next));
      }
    }
  }

  @Test
  void nothingIsEvaluatedTwiceWithOneFidelity() {
    Benchmark benchmark = new TinyBenchmark(-1, SHORT, LONGER);
    assertThat(run(benchmark, 3).stream().map(Evaluation::trial)).doesNotHaveDuplicates();
  }

  @Test
  void withoutShorterTrainingsItIsRandomSearch() {
    Benchmark benchmark = new TinyBenchmark(-1);
    assertThat(run(benchmark, 4).stream().map(Evaluation::trial))
        .containsExactlyElementsOf(
            Searches.run(new RandomSearch(benchmark, new Philox(4, 0)), benchmark, 100).stream()
                .map(Evaluation::trial)
                .toList());
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new MoAsha.Settings(1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'1'");
  }
}
