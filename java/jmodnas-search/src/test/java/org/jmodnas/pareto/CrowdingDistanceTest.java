package org.jmodnas.pareto;

import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moeaframework.core.Solution;
import org.moeaframework.core.population.NondominatedSorting;
import org.moeaframework.core.population.Population;

final class CrowdingDistanceTest {
  @ParameterizedTest
  @CsvSource({"2, 40", "3, 40", "5, 25", "2, 3", "2, 2", "3, 1"})
  @Seeded
  void matchesMoeaFramework(int objectives, int count, Philox random) {
    List<double[]> points = new ArrayList<>();
    Population population = new Population();
    for (int i = 0; i < count; i++) {
      double[] point = new double[objectives];
      Arrays.setAll(point, m -> random.nextDouble() * (m + 1));
      points.add(point);
      Solution solution = new Solution(0, objectives);
      for (int m = 0; m < objectives; m++) {
        solution.setObjectiveValue(m, point[m]);
      }
      population.add(solution);
    }
    List<Solution> solutions = new ArrayList<>();
    population.forEach(solutions::add);
    new NondominatedSorting().updateCrowdingDistance(population);
    double[] expected =
        solutions.stream()
            .mapToDouble(org.moeaframework.core.attribute.CrowdingDistance::getAttribute)
            .toArray();
    assertThat(CrowdingDistance.of(points)).containsExactly(expected, within(1e-12));
  }

  @Test
  void isTheShareOfTheRangeBetweenTheNeighbours() {
    List<double[]> front = List.of(new double[][] {{0, 8}, {2, 4}, {1, 5}, {4, 0}});
    assertThat(CrowdingDistance.of(front))
        .containsExactly(
            POSITIVE_INFINITY, 3 / 4.0 + 5 / 8.0, 1 / 2.0 + 1 / 2.0, POSITIVE_INFINITY);
  }

  @Test
  void anObjectiveWithoutARangeAddsNothing() {
    List<double[]> equal = List.of(new double[][] {{1, 0}, {1, 0}, {1, 0}});
    assertThat(CrowdingDistance.of(equal)).containsOnly(0);
    double[] nowhere = {POSITIVE_INFINITY, POSITIVE_INFINITY};
    assertThat(CrowdingDistance.of(List.of(nowhere, nowhere, nowhere))).containsOnly(0);
    assertThat(CrowdingDistance.of(List.of())).isEmpty();
  }
}
