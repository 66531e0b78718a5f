package org.jmodnas.baselines.lamoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.MethodFactory;
import org.jmodnas.baselines.Searches;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.baselines.bayesian.BayesianSettings;
import org.jmodnas.baselines.tabular.RealBenchmarks;
import org.jmodnas.baselines.tabular.TabularBenchmark;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

@Seeded
final class LamooTest {
  private static final List<RegionSampler> SAMPLERS =
      List.of(UniformSampler::new, CmaEsSampler::new, EvolutionSampler::new);

  private static MethodFactory lamoo(RegionSampler sampler) {
    return (benchmark, random) -> new Lamoo(benchmark, sampler, LamooSettings.DEFAULTS, random);
  }

  @Test
  void everyArchitectureComesOnceThoughSomeCannotRun(Philox random) {
    for (RegionSampler sampler : SAMPLERS) {
      TinyBenchmark benchmark = new TinyBenchmark(1);
      assertThat(Searches.run(lamoo(sampler).create(benchmark, random), benchmark, 100))
          .extracting(Evaluation::architecture)
          .hasSize(24)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void expectedImprovementInRegionsDoesTheSame(Philox random) {
    TinyBenchmark benchmark = new TinyBenchmark(1);
    RegionSampler sampler = new EhviSampler(benchmark, BayesianSettings.local());
    assertThat(Searches.run(lamoo(sampler).create(benchmark, random), benchmark, 100))
        .extracting(Evaluation::architecture)
        .hasSize(24)
        .doesNotHaveDuplicates();
  }

  @Test
  void theSeedDecides() {
    TinyBenchmark benchmark = new TinyBenchmark(-1);
    for (RegionSampler sampler : SAMPLERS) {
      assertThat(order(sampler, benchmark, 1))
          .isEqualTo(order(sampler, benchmark, 1))
          .isNotEqualTo(order(sampler, benchmark, 2));
    }
  }

  private static List<Architecture> order(
      RegionSampler sampler, TinyBenchmark benchmark, int seed) {
    return Searches.run(lamoo(sampler).create(benchmark, new Philox(seed, 0)), benchmark, 100)
        .stream()
        .map(Evaluation::architecture)
        .toList();
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> new LamooSettings(10, 5, 1, .1, Kernel.RADIAL, NodeSelection.LEAF))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("'10'", "'5'", "'1'");
  }

  /** A tree whose leaves hold everything leaves the sampler alone with the whole space. */
  @Test
  void regionsImproveTheirSamplersOnTheRealTable() {
    TabularBenchmark benchmark = RealBenchmarks.of("fpga");
    LamooSettings undivided =
        new LamooSettings(10, 5, 1000, .1, Kernel.POLYNOMIAL, NodeSelection.LEAF);
    for (RegionSampler sampler : SAMPLERS) {
      double alone =
          Searches.meanHypervolume(
              (b, random) -> new Lamoo(b, sampler, undivided, random), benchmark, 120, 4);
      assertThat(Searches.meanHypervolume(lamoo(sampler), benchmark, 120, 4)).isGreaterThan(alone);
    }
  }
}
