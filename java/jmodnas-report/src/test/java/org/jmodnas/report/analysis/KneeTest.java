package org.jmodnas.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

/** The knee by its definition. */
final class KneeTest {
  @Test
  void isWhereTheFrontBulgesMost() {
    assertThat(Knee.of(front(new double[][] {{0, 10}, {1, 4}, {4, 1}, {8, 0}}))).hasValue(1);
    assertThat(Knee.of(front(new double[][] {{0, 10}, {1, 8}, {2, 1}, {8, 0}}))).hasValue(2);
  }

  @Test
  void aStraightOrConcaveOrShortFrontHasNone() {
    assertThat(Knee.of(front(new double[][] {{0, 2}, {1, 1}, {2, 0}}))).isEmpty();
    assertThat(Knee.of(front(new double[][] {{0, 10}, {5, 9}, {8, 0}}))).isEmpty();
    assertThat(Knee.of(front(new double[][] {{0, 10}, {8, 0}}))).isEmpty();
    assertThat(Knee.of(List.of())).isEmpty();
  }

  @Test
  void countsAnObjectiveThatIsEqualEverywhereAsNothing() {
    assertThat(Knee.of(front(new double[][] {{0, 10, 7}, {1, 4, 7}, {8, 0, 7}}))).hasValue(1);
  }

  @Test
  @Seeded
  void isFarthestFromTheLineThroughTheEnds(Philox random) {
    List<double[]> front = new ArrayList<>();
    double x = 0;
    double y = 100;
    for (int i = 0; i < 12; i++) {
      front.add(new double[] {x, y});
      x += 0.1 + random.nextDouble();
      y -= (0.1 + random.nextDouble()) * y / 2;
    }
    int knee = Knee.of(front).orElseThrow();
    double[] a = front.get(0);
    double[] b = front.get(11);
    for (double[] point : front) {
      assertThat(depth(a, b, front.get(knee))).isGreaterThanOrEqualTo(depth(a, b, point) - 1e-9);
    }
  }

  /** How far a point lies below the line, both axes scaled by their range. */
  private static double depth(double[] a, double[] b, double[] point) {
    double x = (point[0] - a[0]) / (b[0] - a[0]);
    double y = (point[1] - b[1]) / (a[1] - b[1]);
    return (1 - x - y) / Math.sqrt(2);
  }

  private static List<double[]> front(double[][] points) {
    return List.of(points);
  }
}
