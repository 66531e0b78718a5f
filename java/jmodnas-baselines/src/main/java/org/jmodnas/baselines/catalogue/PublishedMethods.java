package org.jmodnas.baselines.catalogue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.bayesian.BayesianSearch;
import org.jmodnas.baselines.bayesian.BayesianSettings;
import org.jmodnas.baselines.bayesian.Start;
import org.jmodnas.baselines.ceiling.Oracle;
import org.jmodnas.baselines.cmaes.CmaEsSearch;
import org.jmodnas.baselines.comparison.MethodCatalogue;
import org.jmodnas.baselines.comparison.NamedMethod;
import org.jmodnas.baselines.evolution.MoRegularizedEvolution;
import org.jmodnas.baselines.evolution.Nsga2;
import org.jmodnas.baselines.hdnas.MoHdnas;
import org.jmodnas.baselines.lamoo.CmaEsSampler;
import org.jmodnas.baselines.lamoo.EhviSampler;
import org.jmodnas.baselines.lamoo.EvolutionSampler;
import org.jmodnas.baselines.lamoo.Lamoo;
import org.jmodnas.baselines.lamoo.LamooSettings;
import org.jmodnas.baselines.lamoo.RegionSampler;
import org.jmodnas.baselines.lamoo.UniformSampler;
import org.jmodnas.baselines.local.LocalSearch;
import org.jmodnas.baselines.local.RandomSearch;
import org.jmodnas.baselines.multifidelity.MoAsha;
import org.jmodnas.baselines.pdns.MtfPdns;
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
        Stream.of(classical(), bayesian(), lamoo(), proxies(), ceilings())
            .flatMap(List::stream)
            .toList());
  }

  private static List<NamedMethod> classical() {
    return List.of(
        new NamedMethod("random", "random search without repetition", RandomSearch::new),
        new NamedMethod("local-search", "random neighbours of the Pareto set", LocalSearch::new),
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
        new NamedMethod("cmaes", "CMA-ES on the number of dominating samples", CmaEsSearch::new));
  }

  private static List<NamedMethod> bayesian() {
    return List.of(
        new NamedMethod(
            "lsbo",
            "expected improvement of the sum of the objectives",
            (benchmark, random) ->
                BayesianSearch.lsbo(benchmark, random, BayesianSettings.random(), Start.fresh())),
        new NamedMethod(
            "rsbo",
            "random scalarisations of Gaussian processes (Paria et al., 2019)",
            (benchmark, random) ->
                BayesianSearch.rsbo(benchmark, random, BayesianSettings.random(), Start.fresh())),
        new NamedMethod(
            "ehvi",
            "expected hypervolume improvement of Gaussian processes",
            (benchmark, random) ->
                BayesianSearch.ehvi(benchmark, random, BayesianSettings.local(), Start.fresh())));
  }

  private static List<NamedMethod> lamoo() {
    return List.of(
        lamoo("random", "uniform samples", any -> UniformSampler::new),
        lamoo("cmaes", "CMA-ES", any -> CmaEsSampler::new),
        lamoo("evolution", "tournaments and variation", any -> EvolutionSampler::new),
        lamoo(
            "ehvi",
            "expected hypervolume improvement",
            benchmark -> new EhviSampler(benchmark, BayesianSettings.local())));
  }

  private static NamedMethod lamoo(
      String name, String inside, Function<Benchmark, RegionSampler> sampler) {
    return new NamedMethod(
        "lamoo-" + name,
        "learned space partitions (Zhao et al., 2022), inside: " + inside,
        (benchmark, random) ->
            new Lamoo(benchmark, sampler.apply(benchmark), LamooSettings.DEFAULTS, random));
  }

  private static List<NamedMethod> proxies() {
    return List.of(
        new NamedMethod(
            "mtf-pdns",
            "Pareto dominance-based novelty search by synflow, jacov, snip and macs (Vo and Luong, 2024)",
            (benchmark, random) ->
                MtfPdns.method(MtfPdns.Config.published("macs"), benchmark, random)),
        hdnas("mo-hdnas", "rmi", "similarity of representations"),
        hdnas("mo-hdnas-jacov", "jacov", "jacov in the place of the similarity"));
  }

  private static NamedMethod hdnas(String name, String similarity, String first) {
    return new NamedMethod(
        name,
        "NSGA-II on "
            + first
            + ", the device's metric and its diversity (MO-HDNAS, Sinha et al., 2024)",
        (benchmark, random) ->
            MoHdnas.method(
                MoHdnas.Config.published(similarity, benchmark.objectives().get(1)),
                benchmark,
                random));
  }

  private static List<NamedMethod> ceilings() {
    return List.of(
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
                    Preferences.spread(benchmark.objectives().size(), PREFERENCES))));
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
