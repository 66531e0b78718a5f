package org.jmodnas.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moeaframework.core.Solution;
import org.moeaframework.core.indicator.WFGHypervolume;
import org.moeaframework.core.population.NondominatedPopulation;
import org.moeaframework.problem.AbstractProblem;
import org.moeaframework.problem.Problem;

final class ParetoTest {
  private static final long SEED = 20_261_124;

  /**
   * Inclusion and exclusion over all subsets: exact, exponential, nothing in common with sweeps.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void hypervolumeMatchesInclusionExclusion(int objectives) {
    Philox random = new Philox(SEED, objectives);
    for (int trial = 0; trial < 30; trial++) {
      List<double[]> points = points(random, 1 + random.nextInt(9), objectives, trial % 2 == 0);
      double[] reference = reference(objectives, 0.9);
      assertThat(Hypervolume.of(points, reference))
          .as("seed %d, %d objectives, trial %d", SEED, objectives, trial)
          .isCloseTo(inclusionExclusion(points, reference), within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void hypervolumeMatchesMoeaFramework(int objectives) {
    Philox random = new Philox(SEED, 100 + objectives);
    for (int trial = 0; trial < 5; trial++) {
      List<double[]> points = points(random, 40, objectives, false);
      assertThat(Hypervolume.of(points, reference(objectives, 1)))
          .as("seed %d, %d objectives, trial %d", SEED, objectives, trial)
          .isCloseTo(moeaFramework(points, objectives), within(1e-9));
    }
  }

  /**
   * All lattice points whose coordinates sum to n: they dominate every unit cell of the cube but
   * those whose lower corner has a smaller sum. Exact in floating point.
   */
  @ParameterizedTest
  @CsvSource({"2, 10000", "2, 7", "3, 44", "3, 5"})
  void hypervolumeOfALatticeIsExact(int objectives, int n) {
    List<double[]> points = new ArrayList<>();
    for (int x = 0; x <= n; x++) {
      for (int y = objectives == 2 ? n - x : 0; y <= n - x; y++) {
        points.add(objectives == 2 ? new double[] {x, y} : new double[] {x, y, n - x - y});
      }
    }
    Philox random = new Philox(SEED, 200 + objectives);
    for (int i = points.size() - 1; i > 0; i--) {
      Collections.swap(points, i, random.nextInt(i + 1));
    }
    double side = n + 1;
    double expected =
        objectives == 2
            ? side * side - side * n / 2.0
            : side * side * side - side * n * (n + 2) / 6.0;
    assertThat(Hypervolume.of(points, reference(objectives, side))).isEqualTo(expected);
  }

  @Test
  void degenerateHypervolumes() {
    double[] one = {1, 1, 1};
    assertThat(Hypervolume.of(List.of(), one)).isZero();
    assertThat(Hypervolume.of(List.of(one), one)).isZero();
    assertThat(Hypervolume.of(List.of(new double[] {0, 0, 1}), one)).isZero();
    double[] half = {0.5, 0.5, 0.5};
    assertThat(Hypervolume.of(List.of(half, half), one)).isEqualTo(0.125);
    assertThatThrownBy(() -> Hypervolume.of(List.of(new double[] {Double.NaN, 0, 0}), one))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> Hypervolume.of(List.of(new double[] {0, 0}), one))
        .hasMessageContaining("3 objectives");
  }

  @Test
  void archiveHoldsTheNonDominatedPoints() {
    Philox random = new Philox(SEED, 7);
    for (int trial = 0; trial < 50; trial++) {
      List<double[]> points = points(random, 60, 2 + trial % 3, true);
      ParetoArchive<Integer> archive = new ParetoArchive<>();
      for (int i = 0; i < points.size(); i++) {
        archive.offer(i, points.get(i));
      }
      List<String> expected =
          Dominance.nonDominated(points).stream()
              .map(i -> Arrays.toString(points.get(i)))
              .distinct()
              .sorted()
              .toList();
      List<String> kept =
          archive.members().stream()
              .map(member -> Arrays.toString(member.objectives()))
              .sorted()
              .toList();
      assertThat(kept).as("seed %d trial %d", SEED, trial).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "2, false", "3, true", "3, false", "5, false"})
  void ranksPeelFrontsOff(int objectives, boolean grid) {
    Philox random = new Philox(SEED, 8);
    List<double[]> points = points(random, 80, objectives, grid);
    int[] ranks = NonDominatedSorting.ranks(points);
    List<List<Integer>> fronts = NonDominatedSorting.fronts(points);
    List<Integer> left = new ArrayList<>(IntStream.range(0, points.size()).boxed().toList());
    for (int rank = 0; !left.isEmpty(); rank++) {
      List<Integer> current = List.copyOf(left);
      List<Integer> front =
          Dominance.nonDominated(current.stream().map(points::get).toList()).stream()
              .map(current::get)
              .toList();
      for (int index : front) {
        assertThat(ranks[index]).isEqualTo(rank);
      }
      assertThat(fronts.get(rank)).isEqualTo(front);
      left.removeAll(front);
    }
  }

  @Test
  void distancesMatchHandComputedValues() {
    List<double[]> approximation = List.of(new double[] {1, 1}, new double[] {3, 0});
    List<double[]> front = List.of(new double[] {0, 1}, new double[] {1, 2});
    assertThat(DistanceIndicator.GD.of(approximation, front))
        .isCloseTo((1 + Math.sqrt(8)) / 2, within(1e-12));
    assertThat(DistanceIndicator.GD_PLUS.of(approximation, front))
        .isCloseTo((0 + 2) / 2.0, within(1e-12));
    assertThat(DistanceIndicator.IGD.of(approximation, front)).isCloseTo(1, within(1e-12));
    assertThat(DistanceIndicator.IGD_PLUS.of(approximation, front)).isCloseTo(0.5, within(1e-12));
    for (DistanceIndicator indicator : DistanceIndicator.values()) {
      assertThat(indicator.of(front, front)).isZero();
      assertThatThrownBy(() -> indicator.of(List.of(), front))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static double inclusionExclusion(List<double[]> points, double[] reference) {
    double volume = 0;
    for (int subset = 1; subset < 1 << points.size(); subset++) {
      double box = Integer.bitCount(subset) % 2 == 1 ? 1 : -1;
      for (int m = 0; m < reference.length; m++) {
        double worst = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < points.size(); i++) {
          if ((subset >> i & 1) == 1) {
            worst = Math.max(worst, points.get(i)[m]);
          }
        }
        box *= Math.max(reference[m] - worst, 0);
      }
      volume += box;
    }
    return volume;
  }

  /** MOEA Framework normalises to the given bounds; 0 … 1 leave the points as they are. */
  private static double moeaFramework(List<double[]> points, int objectives) {
    Problem problem =
        new AbstractProblem(0, objectives) {
          @Override
          public void evaluate(Solution solution) {
            throw new IllegalStateException("points are given");
          }

          @Override
          public Solution newSolution() {
            return new Solution(0, objectives);
          }
        };
    NondominatedPopulation corners = new NondominatedPopulation();
    NondominatedPopulation approximation = new NondominatedPopulation();
    for (int m = 0; m < objectives; m++) {
      Solution corner = problem.newSolution();
      for (int other = 0; other < objectives; other++) {
        corner.setObjectiveValue(other, other == m ? 0 : 1);
      }
      corners.add(corner);
    }
    for (double[] point : points) {
      Solution solution = problem.newSolution();
      for (int m = 0; m < objectives; m++) {
        solution.setObjectiveValue(m, point[m]);
      }
      approximation.add(solution);
    }
    return new WFGHypervolume(problem, corners).evaluate(approximation);
  }

  private static double[] reference(int objectives, double value) {
    double[] reference = new double[objectives];
    Arrays.fill(reference, value);
    return reference;
  }

  /** Random points; on a coarse grid there are ties and duplicates. */
  private static List<double[]> points(Philox random, int count, int objectives, boolean grid) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] point = new double[objectives];
      for (int m = 0; m < objectives; m++) {
        point[m] = grid ? random.nextInt(6) / 5.0 : random.nextDouble();
      }
      points.add(point);
    }
    return points;
  }
}
