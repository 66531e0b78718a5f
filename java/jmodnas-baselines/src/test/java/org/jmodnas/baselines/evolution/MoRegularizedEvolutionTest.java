package org.jmodnas.baselines.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.MethodFactory;
import org.jmodnas.baselines.SearchMethodContract;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.evolution.MoRegularizedEvolution.Settings;
import org.jmodnas.pareto.FrontOrder;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;

final class MoRegularizedEvolutionTest extends SearchMethodContract {
  @Override
  protected MethodFactory factory() {
    return (benchmark, random) -> new MoRegularizedEvolution(benchmark, random, new Settings(4, 2));
  }

  /** A sample so large that it surely holds the best: its neighbour is next, however old it is. */
  @Test
  void theParentIsTheBestOfTheYoungest() {
    Benchmark benchmark = new TinyBenchmark(2);
    Settings settings = new Settings(5, 200);
    Set<Integer> parents = new HashSet<>();
    for (int seed = 0; seed < 30; seed++) {
      Philox random = new Philox(seed, 0);
      MoRegularizedEvolution method = new MoRegularizedEvolution(benchmark, random, settings);
      List<Evaluation> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Trial trial = method.ask().orElseThrow();
        if (i >= 5) {
          List<Evaluation> alive = all.subList(i - 5, i);
          int best = FrontOrder.of(alive.stream().map(Evaluation::objectives).toList())[0];
          Architecture parent = alive.get(best).architecture();
          if (hasUnseenNeighbour(benchmark, parent, all)) {
            assertThat(difference(parent, trial.architecture())).as("seed %d", seed).isEqualTo(1);
            parents.add(best);
          }
        }
        all.add(benchmark.evaluate(trial));
        method.tell(all.get(i));
      }
    }
    assertThat(parents).as("places of parents by age").hasSize(5);
  }

  private static boolean hasUnseenNeighbour(
      Benchmark benchmark, Architecture parent, List<Evaluation> seen) {
    List<Architecture> known = seen.stream().map(Evaluation::architecture).toList();
    return IntStream.range(0, 24)
        .mapToObj(benchmark.space()::architecture)
        .anyMatch(other -> difference(parent, other) == 1 && !known.contains(other));
  }

  private static long difference(Architecture a, Architecture b) {
    return IntStream.range(0, 3).filter(d -> a.choices()[d] != b.choices()[d]).count();
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Settings(0, 10))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'0'");
    assertThatThrownBy(() -> new Settings(100, 0)).isInstanceOf(ConfigurationException.class);
  }
}
