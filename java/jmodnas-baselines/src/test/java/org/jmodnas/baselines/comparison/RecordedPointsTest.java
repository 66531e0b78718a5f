package org.jmodnas.baselines.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jmodnas.baselines.comparison.RecordedPoints.Point;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.Test;

final class RecordedPointsTest {
  private static Architecture at(int index) {
    return FunctionBenchmark.SPACE.architecture(index);
  }

  private static final RecordedPoints POINTS =
      new RecordedPoints(
          "mine",
          List.of(
              new Point(at(7), "a", 1L),
              new Point(at(5), "a", 2L),
              new Point(at(7), "a", 1L),
              new Point(at(3), "b", 1L)));

  @Test
  void pointsBelongToTrials() {
    assertThat(POINTS.of("a", 1)).containsExactly(at(7), at(7));
    assertThat(POINTS.of("a", 2)).containsExactly(at(5));
    RecordedPoints free = new RecordedPoints("free", List.of(new Point(at(1), null, null)));
    assertThat(free.of("anything", 8)).containsExactly(at(1));
  }

  @Test
  void atLeastOneForEveryTrial() {
    assertThatThrownBy(() -> POINTS.of("b", 2))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("'mine'", "'b'", "'2'", "[a, b]", "[1, 2]");
  }

  @Test
  void theyAreEvaluatedAgainAndCharged() {
    FunctionBenchmark benchmark = FunctionBenchmark.scattered("a");
    TrialResult result = new SearchTrial(POINTS, Problem.of(benchmark), 1, 9).run();
    assertThat(result.steps()).hasSize(2);
    double[] point = benchmark.function().apply(7);
    assertThat(result.hypervolume()).isEqualTo((1 - point[0]) * (1 - point[1]));
  }
}
