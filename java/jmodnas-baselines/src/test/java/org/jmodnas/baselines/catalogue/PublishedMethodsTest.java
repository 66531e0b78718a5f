package org.jmodnas.baselines.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.baselines.comparison.Comparison;
import org.jmodnas.baselines.comparison.Competitor;
import org.jmodnas.baselines.comparison.Problem;
import org.jmodnas.baselines.comparison.TrialResult;
import org.jmodnas.baselines.tabular.RealBenchmarks;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.Test;

final class PublishedMethodsTest {
  private static final List<Competitor> ALL = List.copyOf(PublishedMethods.catalogue().methods());

  /** Each finds something with a small budget, and the same again on other threads. */
  @Test
  void everyMethodSearches() throws InterruptedException {
    Comparison comparison =
        new Comparison(
            ALL, List.of(Problem.of(RealBenchmarks.withProxies("fpga"))), List.of(1L), 40);
    Map<String, Double> found = hypervolumes(comparison, 2);
    assertThat(found).hasSameSizeAs(ALL).isEqualTo(hypervolumes(comparison, 1));
    assertThat(found.values()).allSatisfy(volume -> assertThat(volume).isBetween(.5, .975));
    assertThat(found.get("oracle")).isEqualTo(found.values().stream().max(Double::compare).get());
  }

  private static Map<String, Double> hypervolumes(Comparison comparison, int threads)
      throws InterruptedException {
    return comparison.run(threads).trials().stream()
        .collect(Collectors.toMap(TrialResult::method, TrialResult::hypervolume));
  }

  @Test
  void anOracleNeedsATable() {
    assertThatThrownBy(
            () -> PublishedMethods.catalogue().find("oracle").start(new TinyBenchmark(-1), 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("'oracle'", "table");
  }
}
