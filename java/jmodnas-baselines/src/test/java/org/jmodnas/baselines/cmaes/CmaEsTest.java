package org.jmodnas.baselines.cmaes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

@Seeded
final class CmaEsTest {
  private static final int DIMENSIONS = 6;

  private static double sphere(double[] x) {
    double sum = 0;
    for (double component : x) {
      sum += component * component;
    }
    return sum;
  }

  private static double rosenbrock(double[] x) {
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      double bend = x[i] * x[i] - x[i + 1];
      sum += 100 * bend * bend + (x[i] - 1) * (x[i] - 1);
    }
    return sum;
  }

  /** Axes of lengths 1 to 1000, turned by half a right angle pairwise. */
  private static double ellipsoid(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i += 2) {
      double scale = Math.pow(10, 6.0 * i / (x.length - 2));
      sum += scale * (x[i] + x[i + 1]) * (x[i] + x[i + 1]) + (x[i] - x[i + 1]) * (x[i] - x[i + 1]);
    }
    return sum;
  }

  /** Evaluations until {@code function} falls below 1e-9, at most {@code most}. */
  private static int evaluations(ToDoubleFunction<double[]> function, int most, Philox random) {
    double[] mean = new double[DIMENSIONS];
    Arrays.fill(mean, .1);
    int size = CmaEs.population(DIMENSIONS);
    CmaEs strategy = new CmaEs(mean, .3, size);
    for (int used = 0; used < most; used += size) {
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        points.add(strategy.ask(random));
      }
      double[] values = points.stream().mapToDouble(function).toArray();
      if (Arrays.stream(values).min().orElseThrow() < 1e-9) {
        return used;
      }
      strategy.tell(points, values);
    }
    return most;
  }

  /**
   * Medians: 783, 2,673 and 2,718; those of pycma 4.5.0 with positive weights 783, 2,682, 2,655.
   */
  @Test
  void narrowValleysAreFollowedToTheirEnd(Philox random) {
    assertThat(evaluations(CmaEsTest::sphere, 2_000, random)).isLessThan(1_200);
    assertThat(evaluations(CmaEsTest::rosenbrock, 20_000, random)).isLessThan(4_000);
    assertThat(evaluations(CmaEsTest::ellipsoid, 20_000, random)).isLessThan(4_000);
  }

  @Test
  void onlyTheOrderOfValuesCounts(Philox random) {
    CmaEs one = new CmaEs(new double[] {.5, .5}, .2, 4);
    CmaEs other = new CmaEs(new double[] {.5, .5}, .2, 4);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      points.add(one.ask(random));
    }
    one.tell(points, 4, 2, 1, 3);
    other.tell(points, 1e9, 0, -5, 7);
    assertThat(one.mean()).containsExactly(other.mean());
    assertThat(one.sigma()).isEqualTo(other.sigma());
  }

  /** Of two points the better is the new mean: its weight is 1. */
  @Test
  void theFirstStepByHand() {
    CmaEs strategy = new CmaEs(new double[] {0, 0}, 1, 2);
    strategy.tell(List.of(new double[] {3, 4}, new double[] {9, 9}), 1, 2);
    assertThat(strategy.mean()).containsExactly(3, 4);
    double rate = 3 / 8.0;
    double path = 5 * Math.sqrt(rate * (2 - rate));
    double expected = Math.sqrt(2) * (1 - 1 / 8.0 + 1 / 84.0);
    double factor = Math.exp(rate / (1 + rate) * (path / expected - 1));
    assertThat(strategy.sigma()).isCloseTo(factor, within(1e-12));
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(() -> new CmaEs(new double[2], 0, 4)).hasMessageContaining("0.0");
    assertThatThrownBy(() -> new CmaEs(new double[2], 1, 1)).hasMessageContaining("got 1");
    CmaEs strategy = new CmaEs(new double[2], 1, 2);
    assertThatThrownBy(() -> strategy.tell(List.of(), 1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0 and 2");
  }
}
