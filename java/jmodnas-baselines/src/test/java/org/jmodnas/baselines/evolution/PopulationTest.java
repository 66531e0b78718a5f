package org.jmodnas.baselines.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.baselines.Trial;
import org.jmodnas.pareto.NonDominatedSorting;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@Seeded
final class PopulationTest {
  private final SearchSpace space = new TinyBenchmark(-1).space();

  @RepeatedTest(10)
  void noneOfABetterRankDies(Philox random) {
    List<Evaluation> pool = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      pool.add(evaluation(i, random.nextInt(8), random.nextInt(8)));
    }
    int[] ranks = NonDominatedSorting.ranks(pool.stream().map(Evaluation::objectives).toList());
    List<Evaluation> alive = Population.select(pool, 10, random).evaluations();
    assertThat(alive).hasSize(10).doesNotHaveDuplicates();
    int worst = alive.stream().mapToInt(a -> ranks[pool.indexOf(a)]).max().orElseThrow();
    for (int i = 0; i < 24; i++) {
      if (ranks[i] < worst) {
        assertThat(alive).contains(pool.get(i));
      }
    }
  }

  @Test
  void ofTheLastFrontTheLonelySurvive(Philox random) {
    List<Evaluation> pool =
        List.of(
            evaluation(0, 0, 10),
            evaluation(1, 1, 9),
            evaluation(2, 2, 8),
            evaluation(3, 6, 4),
            evaluation(4, 10, 0),
            evaluation(5, 11, 11));
    assertThat(Population.select(pool, 4, random).evaluations())
        .containsExactlyInAnyOrder(pool.get(0), pool.get(2), pool.get(3), pool.get(4));
  }

  @Test
  void whatCannotRunDiesFirst(Philox random) {
    List<Evaluation> pool = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      pool.add(Evaluation.infeasible(Trial.full(space.architecture(i)), 2));
    }
    pool.add(evaluation(6, 100, 100));
    pool.add(evaluation(7, 101, 101));
    List<Evaluation> alive = Population.select(pool, 3, random).evaluations();
    assertThat(alive.stream().filter(Evaluation::isFeasible)).hasSize(2);
  }

  /** Of equal ones any may survive, and any may win a tournament. */
  @Test
  void tiesAreBrokenAtRandom(Philox random) {
    List<Evaluation> pool = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      pool.add(evaluation(i, 1, 1));
    }
    int[] survived = new int[6];
    for (int trial = 0; trial < 3000; trial++) {
      Population.select(pool, 2, random)
          .evaluations()
          .forEach(alive -> survived[space.index(alive.architecture())]++);
    }
    for (int count : survived) {
      assertThat(count).isBetween(850, 1150);
    }
  }

  @Test
  void theBestIsTheOneThatIsLonelierInTheBetterFront(Philox random) {
    List<Evaluation> pool =
        List.of(evaluation(0, 5, 5), evaluation(1, 0, 4), evaluation(2, 1, 3), evaluation(3, 4, 0));
    List<Population.Individual> drawn = new ArrayList<>();
    Population all = Population.select(pool, 4, random);
    for (int i = 0; i < 200; i++) {
      drawn.add(all.random(random));
    }
    Comparator<Population.Individual> order = Population.BEST_FIRST;
    List<Integer> sorted =
        drawn.stream()
            .distinct()
            .sorted(order)
            .map(individual -> space.index(individual.architecture()))
            .toList();
    assertThat(sorted).hasSize(4).endsWith(2, 0);
  }

  private Evaluation evaluation(int architecture, double first, double second) {
    return new Evaluation(
        Trial.full(space.architecture(architecture)), new double[] {first, second});
  }
}
