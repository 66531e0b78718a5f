package org.jmodnas.baselines.hdnas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.pareto.CrowdingDistance;
import org.jmodnas.pareto.NonDominatedSorting;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@Seeded
final class CrowdedRankingTest {
  private static List<double[]> points(Philox random) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      points.add(new double[] {random.nextInt(9), random.nextInt(9), random.nextInt(9)});
    }
    return points;
  }

  @RepeatedTest(5)
  void frontsSurviveInTheirOrderAndOfTheLastTheLonely(Philox random) {
    List<double[]> points = points(random);
    List<Integer> best = new CrowdedRanking(points).best(30, random);
    assertThat(best).hasSize(30).doesNotHaveDuplicates();
    int left = 30;
    for (List<Integer> front : NonDominatedSorting.fronts(points)) {
      List<Integer> survivors = front.stream().filter(best::contains).toList();
      assertThat(survivors).hasSize(Math.min(left, front.size()));
      left -= survivors.size();
      double[] crowding = CrowdingDistance.of(front.stream().map(points::get).toList());
      for (int survivor : survivors) {
        for (int i = 0; i < crowding.length; i++) {
          if (!best.contains(front.get(i))) {
            assertThat(crowding[front.indexOf(survivor)]).isGreaterThanOrEqualTo(crowding[i]);
          }
        }
      }
    }
  }

  @RepeatedTest(5)
  void theWorstWinsOnlyAgainstItself(Philox random) {
    List<double[]> points = points(random);
    points.add(new double[] {9, 9, 9});
    CrowdedRanking ranking = new CrowdedRanking(points);
    int wins = 0;
    for (int i = 0; i < 1000; i++) {
      wins += ranking.winner(random) == 60 ? 1 : 0;
    }
    assertThat(wins).isLessThan(4);
  }

  @Test
  void equalsSurviveAtRandom(Philox random) {
    List<double[]> points = List.of(new double[2], new double[2], new double[2], new double[2]);
    CrowdedRanking ranking = new CrowdedRanking(points);
    int[] counts = new int[4];
    for (int i = 0; i < 1000; i++) {
      ranking.best(2, random).forEach(survivor -> counts[survivor]++);
    }
    for (int count : counts) {
      assertThat(count).isBetween(430, 570);
    }
  }
}
