package org.jmodnas.baselines.rescoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jmodnas.baselines.Proxies;
import org.jmodnas.baselines.ProxySpending.ProxyEvaluations;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.tabular.TableProxies;
import org.jmodnas.hardware.Direction;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

final class RescoringTest {
  private static final SearchSpace SPACE = new TinyBenchmark(-1).space();

  private static Proxies proxies(double[] more, double[] less) {
    return new TableProxies(SPACE, Map.of("more", more, "less", less));
  }

  @Test
  void criteriaAreMinimisedAndMissingOnesTheWorst() {
    double[] values = new double[24];
    values[1] = 5;
    values[2] = Double.NaN;
    Criteria criteria =
        new Criteria(
            List.of(Criterion.maximized("more"), Criterion.minimized("less")),
            proxies(values, values));
    double worst = Double.POSITIVE_INFINITY;
    assertThat(criteria.of(SPACE.architecture(1)).criteria()).containsExactly(-5, 5);
    assertThat(criteria.of(SPACE.architecture(2)).criteria()).containsExactly(worst, worst);
    criteria.of(SPACE.architecture(1));
    assertThat(criteria.evaluations()).isEqualTo(new ProxyEvaluations(3, 2));
    assertThat(criteria.known()).hasSize(2);
    Criteria unknown =
        new Criteria(List.of(new Criterion("other", Direction.MINIMIZE)), proxies(values, values));
    assertThatThrownBy(() -> unknown.of(SPACE.architecture(0)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("other");
  }

  @Test
  @Seeded
  void eachNextOneAddsTheMost(Philox random) {
    List<Criterion> names =
        List.of(
            Criterion.maximized("more"), Criterion.minimized("less"), Criterion.maximized("more"));
    double[] more = new double[24];
    double[] less = new double[24];
    Arrays.setAll(more, i -> random.nextInt(12));
    Arrays.setAll(less, i -> random.nextInt(12));
    Criteria criteria = new Criteria(names, proxies(more, less));
    List<Candidate> candidates =
        IntStream.range(0, 24).mapToObj(i -> criteria.of(SPACE.architecture(i))).toList();
    List<Architecture> order = GainOrder.of(candidates, names);
    assertThat(order)
        .containsExactlyInAnyOrderElementsOf(
            candidates.stream().map(Candidate::architecture).toList());
    for (int taken = 0; taken < 6; taken++) {
      double best = volume(order.subList(0, taken + 1), more, less);
      for (int other = taken + 1; other < 24; other++) {
        List<Architecture> instead = new ArrayList<>(order.subList(0, taken));
        instead.add(order.get(other));
        assertThat(volume(instead, more, less)).isLessThanOrEqualTo(best + 1e-12);
      }
    }
  }

  private static double volume(List<Architecture> architectures, double[] more, double[] less) {
    return Hypervolume.of(
        architectures.stream()
            .map(SPACE::index)
            .map(i -> new double[] {rank(i, more, -1), rank(i, less, 1)})
            .toList(),
        1.1,
        1.1);
  }

  private static double rank(int index, double[] values, int sign) {
    double better = Arrays.stream(values).filter(v -> sign * v < sign * values[index]).count();
    double equal = Arrays.stream(values).filter(v -> v == values[index]).count();
    return (better + equal / 2) / values.length;
  }

  @Test
  void theSearchGoesOnUntilItFindsNothing() {
    List<List<Architecture>> finds =
        List.of(architectures(3, 1), List.of(), architectures(2), List.of());
    int[] calls = new int[1];
    Rescoring method =
        new Rescoring(
            new ProxySearch() {
              @Override
              public List<Architecture> search(Set<Architecture> evaluated) {
                int call = calls[0]++;
                assertThat(evaluated).hasSize(call == 0 ? 0 : call < 3 ? 2 : 3);
                return finds.get(Math.min(call, 3));
              }

              @Override
              public ProxyEvaluations proxyEvaluations() {
                return new ProxyEvaluations(9, 8);
              }
            });
    for (Architecture expected : architectures(3, 1, 2)) {
      assertThat(method.ask()).contains(Trial.full(expected));
    }
    assertThat(method.ask()).isEmpty();
    assertThat(method.proxyEvaluations()).isEqualTo(new ProxyEvaluations(9, 8));
  }

  private static List<Architecture> architectures(int... indices) {
    return Arrays.stream(indices).mapToObj(SPACE::architecture).toList();
  }
}
