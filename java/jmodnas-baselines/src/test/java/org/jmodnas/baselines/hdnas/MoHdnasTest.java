package org.jmodnas.baselines.hdnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.MethodFactory;
import org.jmodnas.baselines.Searches;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.baselines.hdnas.MoHdnas.Config;
import org.jmodnas.baselines.local.RandomSearch;
import org.jmodnas.baselines.tabular.RealProxies;
import org.jmodnas.baselines.tabular.TableProxies;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

@Seeded
final class MoHdnasTest {
  private static final SearchSpace TINY = new TinyBenchmark(-1).space();

  private static double[] values(double factor) {
    double[] values = new double[24];
    Arrays.setAll(values, i -> factor * i);
    return values;
  }

  @Test
  void theUnsupportedAreNeverFound(Philox random) {
    double[] cost = values(1);
    Arrays.fill(cost, 0, 6, Double.NaN);
    double[] similarity = values(1);
    similarity[23] = Double.NaN;
    TableProxies proxies = new TableProxies(TINY, Map.of("s", similarity, "c", cost));
    MoHdnas search = new MoHdnas(Config.published("s", "c"), TINY, proxies, random);
    Set<Architecture> found = new HashSet<>(search.search(Set.of()));
    for (int round = 0; round < 5; round++) {
      List<Architecture> more = search.search(found);
      assertThat(more).doesNotContainAnyElementsOf(found);
      found.addAll(more);
    }
    assertThat(found.stream().map(TINY::index).sorted().toList())
        .hasSize(17)
        .startsWith(6)
        .endsWith(22);
    assertThat(search.diversities()).hasSize(6 * 100);
    assertThat(search.proxyEvaluations().total()).isEqualTo(20 + 6 * 100 * 20);
    assertThat(search.proxyEvaluations().distinct()).isEqualTo(24);
  }

  @Test
  void settingsAreChecked() {
    Config published = Config.published("s", "c");
    assertThatThrownBy(
            () -> new Config(published.similarity(), published.cost(), Diversity.NONE, 20, 0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'0'");
  }

  @Test
  void aSeedIsASearch() {
    Benchmark benchmark = RealProxies.of("fpga");
    assertThat(asked(benchmark, 1))
        .isEqualTo(asked(benchmark, 1))
        .isNotEqualTo(asked(benchmark, 2));
  }

  private static List<Architecture> asked(Benchmark benchmark, long seed) {
    MethodFactory factory = (b, r) -> MoHdnas.method(Config.published("nwot", "latency"), b, r);
    return Searches.run(factory.create(benchmark, new Philox(seed, 0)), benchmark, 40).stream()
        .map(Evaluation::architecture)
        .toList();
  }

  /** Figure 6 of the paper: three objectives make the population several times as diverse. */
  @Test
  void onlyTheDiversityObjectiveMakesDiversityGrow() {
    RealProxies real = RealProxies.of("fpga");
    Config three = Config.published("jacov", "latency");
    double start = diversity(real, three, 0);
    assertThat(diversity(real, three, 99)).isGreaterThan(3 * start);
    assertThat(diversity(real, three.with(Diversity.OFFSPRING), 99)).isGreaterThan(3 * start);
    assertThat(diversity(real, three.with(Diversity.NONE), 99)).isLessThan(start);
  }

  /** The median over seeds at one generation. */
  private static double diversity(Benchmark benchmark, Config config, int generation) {
    double[] diversities = new double[5];
    for (int seed = 0; seed < diversities.length; seed++) {
      MoHdnas search =
          new MoHdnas(config, benchmark.space(), benchmark.proxies(), new Philox(seed, 0));
      search.search(Set.of());
      diversities[seed] = search.diversities().get(generation);
    }
    Arrays.sort(diversities);
    return diversities[2];
  }

  @Test
  void itBeatsRandomSearch() {
    Benchmark benchmark = RealProxies.of("fpga");
    MethodFactory factory = (b, r) -> MoHdnas.method(Config.published("jacov", "latency"), b, r);
    assertThat(Searches.meanHypervolume(factory, benchmark, 60, 5))
        .isGreaterThan(Searches.meanHypervolume(RandomSearch::new, benchmark, 60, 5));
  }
}
