package org.jmodnas.baselines.catalogue;

import java.util.List;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.ceiling.Oracle;
import org.jmodnas.baselines.comparison.MethodCatalogue;
import org.jmodnas.baselines.comparison.NamedMethod;
import org.jmodnas.baselines.evolution.MoRegularizedEvolution;
import org.jmodnas.baselines.evolution.Nsga2;
import org.jmodnas.baselines.local.LocalSearch;
import org.jmodnas.baselines.local.RandomSearch;
import org.jmodnas.baselines.multifidelity.MoAsha;
import org.jmodnas.baselines.tabular.TabularBenchmark;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.tensor.ConfigurationException;

/**
 * The methods of the literature with their published settings, by the names of the command line.
 */
public final class PublishedMethods {
  private static final int PREFERENCES = 24;

  private PublishedMethods() {}

  /** All of them. */
  public static MethodCatalogue catalogue() {
    return new MethodCatalogue(
        List.of(
            new NamedMethod("random", "random search without repetition", RandomSearch::new),
            new NamedMethod(
                "local-search", "random neighbours of the Pareto set", LocalSearch::new),
            new NamedMethod(
                "nsga2",
                "NSGA-II (Deb et al., 2002)",
                (benchmark, random) -> new Nsga2(benchmark, random, Nsga2.Settings.standard())),
            new NamedMethod(
                "nsga2-weak", "NSGA-II as in the MODNAS experiments (Syne Tune)", Nsga2::weak),
            new NamedMethod(
                "mo-rea",
                "regularised evolution (Real et al., 2019) by non-dominated sorting",
                (benchmark, random) ->
                    new MoRegularizedEvolution(
                        benchmark, random, MoRegularizedEvolution.Settings.published())),
            new NamedMethod(
                "mo-asha",
                "asynchronous successive halving (Schmucker et al., 2021)",
                (benchmark, random) -> new MoAsha(benchmark, random, MoAsha.Settings.published())),
            new NamedMethod(
                "rhpn",
                "a hypernetwork that was never trained (Sukthanker et al., 2024)",
                HypernetworkSearch::new),
            new NamedMethod(
                "oracle",
                "the true front, best first: a ceiling, no search",
                (benchmark, random) -> Oracle.front(tabular("oracle", benchmark))),
            new NamedMethod(
                "oracle-weighted-sum",
                "the best weighted sums of 24 preferences: a ceiling, no search",
                (benchmark, random) ->
                    Oracle.weightedSum(
                        tabular("oracle-weighted-sum", benchmark),
                        Preferences.spread(benchmark.objectives().size(), PREFERENCES)))));
  }

  private static TabularBenchmark tabular(String method, Benchmark benchmark) {
    if (benchmark instanceof TabularBenchmark known) {
      return known;
    }
    throw new ConfigurationException(
        "Method '%s' needs a benchmark of tables, got one of which the best is not known; leave it out"
            .formatted(method));
  }
}
