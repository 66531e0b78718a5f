package org.jmodnas.baselines.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.baselines.Trial;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class SearchTrialTest {
  private static final double[][] POINTS = {
    {.2, .8}, {.8, .2}, {.5, .5}, {.5, .5}, {.9, .9}, {1.5, -.5}, {.1, Double.POSITIVE_INFINITY}
  };
  private static final FunctionBenchmark FEW =
      new FunctionBenchmark("few", 2, index -> POINTS[index]);

  private static TrialResult run(Competitor competitor, FunctionBenchmark benchmark, int budget) {
    return new SearchTrial(competitor, Problem.of(benchmark), 1, budget).run();
  }

  @Test
  void theBudgetIsTheSumOfTheCosts() {
    List<Trial> trials = new ArrayList<>(Collections.nCopies(10, ListedTrials.cheap(0)));
    trials.addAll(Collections.nCopies(5, ListedTrials.at(1, Fidelity.FULL)));
    TrialResult result = run(new ListedTrials("mixed", trials), FEW, 3);
    assertThat(result.steps()).hasSize(12);
    assertThat(result.steps().get(9).spent()).isEqualByComparingTo("1");
    assertThat(result.steps().get(11).spent()).isEqualByComparingTo("3");
  }

  @Test
  void whatDoesNotFitEndsATrial() {
    List<Trial> trials = List.of(ListedTrials.cheap(0), ListedTrials.at(1, Fidelity.FULL));
    TrialResult result = run(new ListedTrials("mixed", trials), FEW, 1);
    assertThat(result.steps()).hasSize(1);
    assertThat(result.hypervolume()).isZero();
  }

  @Test
  void onlyFullEvaluationsCount() {
    List<Trial> trials = List.of(ListedTrials.cheap(0), ListedTrials.at(2, Fidelity.FULL));
    TrialResult result = run(new ListedTrials("mixed", trials), FEW, 5);
    assertThat(result.steps().get(0).hypervolume()).isZero();
    assertThat(result.hypervolume()).isCloseTo(.25, within(1e-15));
    assertThat(result.architectures()).isEqualTo(1);
  }

  @Test
  void repetitionsAreChargedAndFoundOnce() {
    TrialResult result = run(ListedTrials.full("few", 0, 0, 2, 3, 4, 1), FEW, 10);
    assertThat(result.steps()).hasSize(6);
    assertThat(result.front()).containsExactly(POINTS[0], POINTS[2], POINTS[1]);
    // The points 2 and 3 are equal, and neither dominates the other.
    assertThat(result.architectures()).isEqualTo(4);
  }

  @Test
  void whatIsBeyondTheReferenceDoesNotCount() {
    TrialResult result = run(ListedTrials.full("few", 5, 6), FEW, 10);
    assertThat(result.front()).isEmpty();
    assertThat(result.hypervolume()).isZero();
    assertThat(result.igdPlus(List.of(POINTS[0]))).isInfinite();
  }

  @Test
  void curvesAreStepsThatLast() {
    TrialResult result = run(ListedTrials.full("few", 2, 4, 0), FEW, 10);
    double second = Hypervolume.of(List.of(POINTS[2], POINTS[0]), 1, 1);
    assertThat(result.hypervolumes(List.of(1, 2, 3, 10)))
        .containsExactly(new double[] {.25, .25, second, second}, within(1e-15));
    assertThat(result.evaluationsTo(.25)).isEqualTo(1);
    assertThat(result.evaluationsTo(.26)).isEqualTo(3);
    assertThat(result.evaluationsTo(.9)).isInfinite();
  }

  @Seeded
  @RepeatedTest(10)
  void theCurveIsTheHypervolumeOfAllBefore(Philox random) {
    int size = 2 + random.nextInt(3);
    double[][] table =
        IntStream.range(0, 40)
            .mapToObj(
                i -> IntStream.range(0, size).mapToDouble(m -> random.nextInt(12) / 10.0).toArray())
            .toArray(double[][]::new);
    FunctionBenchmark benchmark = new FunctionBenchmark("table", size, index -> table[index]);
    int[] order = random.permutation(40);
    TrialResult result = run(ListedTrials.full("all", order), benchmark, 40);
    List<double[]> before = new ArrayList<>();
    for (int i = 0; i < order.length; i++) {
      before.add(table[order[i]]);
      assertThat(result.steps().get(i).hypervolume())
          .isCloseTo(Hypervolume.of(before, benchmark.reference()), within(1e-12));
    }
    int[] backwards = IntStream.range(0, 40).map(i -> order[39 - i]).toArray();
    assertThat(run(ListedTrials.full("all", backwards), benchmark, 40).hypervolume())
        .as("the same set has the same volume to the last bit")
        .isEqualTo(result.hypervolume());
    assertThat(result.architectures())
        .isEqualTo(Arrays.stream(table).filter(point -> isBest(point, table)).count());
  }

  private static boolean isBest(double[] point, double[][] table) {
    return Arrays.stream(point).allMatch(value -> value <= 1)
        && Arrays.stream(table)
            .noneMatch(
                other ->
                    !Arrays.equals(other, point)
                        && IntStream.range(0, point.length).allMatch(m -> other[m] <= point[m]));
  }
}
