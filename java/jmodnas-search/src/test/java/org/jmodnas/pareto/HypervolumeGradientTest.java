package org.jmodnas.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HypervolumeGradientTest {
  private static final double STEP = 1e-7;

  /** Random points, dominated ones among them, some outside of the reference. */
  @ParameterizedTest
  @CsvSource({"2, 1", "2, 4", "2, 12", "3, 1", "3, 8", "4, 7", "5, 6"})
  void isTheSlopeOfTheHypervolume(int objectives, int count) {
    for (int seed = 0; seed < 20; seed++) {
      Philox random = new Philox(seed, objectives);
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        double[] point = new double[objectives];
        Arrays.setAll(point, m -> random.nextDouble());
        points.add(point);
      }
      double[] reference = new double[objectives];
      Arrays.fill(reference, 0.9);
      double[][] gradient = HypervolumeGradient.of(points, reference);
      for (int i = 0; i < count; i++) {
        for (int m = 0; m < objectives; m++) {
          assertThat(gradient[i][m])
              .as("seed %d, point %d, objective %d", seed, i, m)
              .isCloseTo(slope(points, i, m, reference), within(1e-6));
        }
      }
    }
  }

  @Test
  void neighboursBoundTheFacesOfAPlanarFront() {
    List<double[]> points =
        List.of(new double[] {0.5, 0.4}, new double[] {0.1, 0.8}, new double[] {0.7, 0.1});
    assertThat(HypervolumeGradient.of(points, 1, 1))
        .isDeepEqualTo(
            new double[][] {
              {-(0.8 - 0.4), -(0.7 - 0.5)}, {-(1 - 0.8), -(0.5 - 0.1)}, {-(0.4 - 0.1), -(1 - 0.7)}
            });
  }

  @Test
  void equalPointsHaveTheGradientOfOne() {
    double[] point = {0.3, 0.6};
    double[][] both = HypervolumeGradient.of(List.of(point, point), 1, 1);
    double[][] one = HypervolumeGradient.of(List.of(point), 1, 1);
    assertThat(both[0]).containsExactly(one[0]);
    assertThat(both[1]).containsExactly(one[0]);
  }

  private static double slope(List<double[]> points, int i, int m, double[] reference) {
    List<double[]> moved = new ArrayList<>(points);
    moved.set(i, points.get(i).clone());
    moved.get(i)[m] += STEP;
    double above = Hypervolume.of(moved, reference);
    moved.get(i)[m] -= 2 * STEP;
    return (above - Hypervolume.of(moved, reference)) / (2 * STEP);
  }
}
