package org.jmodnas.baselines.pdns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.MethodFactory;
import org.jmodnas.baselines.ProxySpending.ProxyEvaluations;
import org.jmodnas.baselines.Searches;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.baselines.local.RandomSearch;
import org.jmodnas.baselines.pdns.MtfPdns.Config;
import org.jmodnas.baselines.rescoring.Candidate;
import org.jmodnas.baselines.rescoring.Criteria;
import org.jmodnas.baselines.rescoring.Criterion;
import org.jmodnas.baselines.rescoring.Rescoring;
import org.jmodnas.baselines.tabular.RealProxies;
import org.jmodnas.baselines.tabular.TableProxies;
import org.jmodnas.pareto.Dominance;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Seeded
final class MtfPdnsTest {
  private static final SearchSpace TINY = new TinyBenchmark(-1).space();
  private static final List<Criterion> NAMES =
      List.of(Criterion.maximized("more"), Criterion.minimized("less"));

  /** Architectures in front after front, and every fourth without a value. */
  private static TableProxies layers() {
    double[] more = new double[24];
    double[] less = new double[24];
    for (int i = 0; i < 24; i++) {
      more[i] = i % 4 == 3 ? Double.NaN : i / 6 + i % 6;
      less[i] = 2.0 * (i / 6) - i % 6;
    }
    return new TableProxies(TINY, Map.of("more", more, "less", less));
  }

  @Test
  void theArchiveIsWhatNothingLookedUpDominates(Philox random) {
    MtfPdns search = new MtfPdns(new Config(NAMES, 4, 3), TINY, layers(), random);
    Criteria criteria = new Criteria(NAMES, layers());
    List<Architecture> found = search.search(Set.of());
    assertThat(search.proxyEvaluations().total()).isEqualTo(4 + 3 * 4);
    List<double[]> points = found.stream().map(criteria::of).map(Candidate::criteria).toList();
    assertThat(Dominance.nonDominated(points)).hasSize(found.size());
  }

  @Test
  void nothingIsFoundTwiceAndThenTheNextFront(Philox random) {
    MtfPdns search = new MtfPdns(new Config(NAMES, 10, 60), TINY, layers(), random);
    List<Candidate> rest = new ArrayList<>();
    Criteria criteria = new Criteria(NAMES, layers());
    for (int i = 0; i < 24; i++) {
      rest.add(criteria.of(TINY.architecture(i)));
    }
    Set<Architecture> evaluated = new HashSet<>();
    while (!rest.isEmpty()) {
      List<Candidate> front =
          Dominance.nonDominated(rest.stream().map(Candidate::criteria).toList()).stream()
              .map(rest::get)
              .toList();
      List<Architecture> found = search.search(evaluated);
      assertThat(found)
          .containsExactlyInAnyOrderElementsOf(
              front.stream().map(Candidate::architecture).toList());
      evaluated.addAll(found);
      rest.removeAll(front);
    }
    assertThat(search.search(evaluated)).isEmpty();
    assertThat(search.proxyEvaluations().distinct()).isEqualTo(24);
  }

  @Test
  void settingsAndProxiesAreChecked(Philox random) {
    assertThatThrownBy(() -> new Config(NAMES, 3, 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'3'");
    MtfPdns search = new MtfPdns(Config.published("flops"), TINY, layers(), random);
    assertThatThrownBy(() -> search.search(Set.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("synflow");
  }

  @Test
  void aSeedIsASearch() {
    Benchmark benchmark = RealProxies.of("fpga");
    assertThat(asked(benchmark, 1))
        .isEqualTo(asked(benchmark, 1))
        .isNotEqualTo(asked(benchmark, 2));
  }

  private static List<Architecture> asked(Benchmark benchmark, long seed) {
    Rescoring method =
        (Rescoring) MtfPdns.method(Config.published("flops"), benchmark, new Philox(seed, 0));
    List<Architecture> asked =
        Searches.run(method, benchmark, 20).stream().map(Evaluation::architecture).toList();
    ProxyEvaluations spent = method.proxyEvaluations();
    assertThat(spent.total()).isEqualTo(20 + 50 * 20);
    assertThat(spent.distinct()).isLessThan(1020).isGreaterThan(300);
    return asked;
  }

  /** Random search draws without the help of training-free metrics. */
  @ParameterizedTest
  @ValueSource(strings = {"titan_rtx_256", "fpga"})
  void itBeatsRandomSearch(String device) {
    Benchmark benchmark = RealProxies.of(device);
    MethodFactory novelty = (b, random) -> MtfPdns.method(Config.published("flops"), b, random);
    assertThat(Searches.meanHypervolume(novelty, benchmark, 100, 20))
        .isGreaterThan(Searches.meanHypervolume(RandomSearch::new, benchmark, 100, 20));
  }
}
