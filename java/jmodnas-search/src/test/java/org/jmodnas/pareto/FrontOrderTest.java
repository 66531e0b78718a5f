package org.jmodnas.pareto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class FrontOrderTest {
  /** From the best in the first objective, the farthest of the front of three is the other end. */
  @Test
  void frontsFollowOneAnotherFromEndToEnd() {
    List<double[]> points =
        List.of(
            new double[] {.9, .9},
            new double[] {.2, .2},
            new double[] {.5, .1},
            new double[] {.6, .6},
            new double[] {.1, .5});
    assertThat(FrontOrder.of(points)).containsExactly(4, 2, 1, 3, 0);
  }

  @RepeatedTest(20)
  @Seeded
  void isTheEpsilonNetOfOneFrontAfterTheOther(Philox random) {
    List<double[]> points = points(random, 30, 3);
    int[] ranks = NonDominatedSorting.ranks(points);
    int[] order = FrontOrder.of(points);
    assertThat(Arrays.stream(order).sorted().toArray())
        .containsExactly(IntStream.range(0, 30).toArray());
    List<Integer> front = new ArrayList<>();
    for (int place = 0; place < order.length; place++) {
      int rank = ranks[order[place]];
      if (place > 0 && rank != ranks[order[place - 1]]) {
        assertThat(rank).isEqualTo(ranks[order[place - 1]] + 1);
        front.clear();
      }
      front.add(order[place]);
      assertNoneIsFarther(points, ranks, front);
    }
  }

  /** The last of {@code chosen} is as far from those before as any other of the rank. */
  private static void assertNoneIsFarther(
      List<double[]> points, int[] ranks, List<Integer> chosen) {
    int last = chosen.get(chosen.size() - 1);
    List<Integer> before = chosen.subList(0, chosen.size() - 1);
    for (int i = 0; i < points.size(); i++) {
      if (ranks[i] == ranks[last] && !chosen.contains(i)) {
        if (before.isEmpty()) {
          assertThat(points.get(last)[0]).isLessThanOrEqualTo(points.get(i)[0]);
        } else {
          assertThat(distance(points, last, before))
              .isGreaterThanOrEqualTo(distance(points, i, before));
        }
      }
    }
  }

  private static double distance(List<double[]> points, int from, List<Integer> to) {
    return to.stream()
        .mapToDouble(
            i -> {
              double sum = 0;
              for (int m = 0; m < points.get(i).length; m++) {
                sum += Math.pow(points.get(i)[m] - points.get(from)[m], 2);
              }
              return Math.sqrt(sum);
            })
        .min()
        .orElseThrow();
  }

  @Test
  void whatCannotRunComesLastAndIsOrderedToo() {
    double[] nowhere = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    assertThat(FrontOrder.of(List.of(nowhere, new double[] {1, 1}, nowhere)))
        .containsExactly(1, 0, 2);
    assertThat(FrontOrder.of(List.of())).isEmpty();
  }

  private static List<double[]> points(Philox random, int count, int objectives) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] point = new double[objectives];
      Arrays.setAll(point, m -> random.nextInt(12) / 11.0);
      points.add(point);
    }
    return points;
  }
}
