package org.jmodnas.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jmodnas.baselines.evolution.MoRegularizedEvolution;
import org.jmodnas.baselines.evolution.Nsga2;
import org.jmodnas.baselines.local.LocalSearch;
import org.jmodnas.baselines.local.RandomSearch;
import org.jmodnas.baselines.multifidelity.MoAsha;
import org.jmodnas.baselines.tabular.RealBenchmarks;
import org.jmodnas.baselines.tabular.TabularBenchmark;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches of the real space against random search at equal cost. */
final class RealTablesTest {
  private static final int SEEDS = 10;
  private static final int BUDGET = 500;

  /**
   * A method and how much of what random search leaves to the optimum it has to gain: about half of
   * what it does.
   */
  private static Map<String, Double> gains(TabularBenchmark benchmark) {
    Map<String, MethodFactory> methods = new LinkedHashMap<>();
    methods.put("local", LocalSearch::new);
    methods.put("nsga2", (b, random) -> new Nsga2(b, random, Nsga2.Settings.standard()));
    methods.put("nsga2-weak", Nsga2::weak);
    methods.put(
        "mo-rea",
        (b, random) ->
            new MoRegularizedEvolution(b, random, MoRegularizedEvolution.Settings.published()));
    methods.put("mo-asha", (b, random) -> new MoAsha(b, random, MoAsha.Settings.published()));
    double random = Searches.meanHypervolume(RandomSearch::new, benchmark, BUDGET, SEEDS);
    double left = benchmark.truth().hypervolume() - random;
    Map<String, Double> gains = new LinkedHashMap<>();
    methods.forEach(
        (name, factory) ->
            gains.put(
                name,
                (Searches.meanHypervolume(factory, benchmark, BUDGET, SEEDS) - random) / left));
    return gains;
  }

  @ParameterizedTest
  @ValueSource(strings = {"fpga", "titan_rtx_256"})
  void everyMethodGainsOnRandomSearch(String device) {
    Map<String, Double> gains = gains(RealBenchmarks.of(device));
    assertThat(gains.get("local")).as("local").isGreaterThan(0.7);
    assertThat(gains.get("nsga2")).as("nsga2").isGreaterThan(0.7);
    assertThat(gains.get("nsga2-weak")).as("nsga2-weak").isGreaterThan(0.3);
    assertThat(gains.get("mo-rea")).as("mo-rea").isGreaterThan(0.6);
    assertThat(gains.get("mo-asha")).as("mo-asha").isGreaterThan(0.1);
  }
}
