package org.jmodnas.baselines.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.MethodFactory;
import org.jmodnas.baselines.SearchMethodContract;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.variation.Variation;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

final class Nsga2Test extends SearchMethodContract {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final int CHILDREN = 20_000;

  @Override
  protected MethodFactory factory() {
    return (benchmark, random) -> new Nsga2(benchmark, random, new Nsga2.Settings(4, 0.9, 1));
  }

  /** All of one choice, which children then show; the first is the best, by rank or by crowding. */
  private static Population parents(double[][] points, Philox random) {
    List<Evaluation> evaluations = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      int[] choices = new int[6];
      Arrays.fill(choices, i);
      evaluations.add(new Evaluation(Trial.full(SPACE.decode(choices)), points[i]));
    }
    return Population.select(evaluations, points.length, random);
  }

  /** Share of the choices of children that are the first parent's. */
  private static double shareOfTheFirst(Mating mating, Population parents) {
    long first = 0;
    for (int i = 0; i < CHILDREN; i++) {
      first += Arrays.stream(mating.child(parents).choices()).filter(choice -> choice == 0).count();
    }
    return first / (6.0 * CHILDREN);
  }

  /** Of four the best wins unless it is in neither draw: 1 − (3/4)². */
  @Test
  @Seeded
  void theBetterOfTwoIsTheParent(Philox random) {
    Mating mating =
        new TournamentMating(new Variation(SPACE, random), new Nsga2.Settings(4, 0.9, 0));
    double[][] byRank = {{0, 0}, {1, 1}, {2, 2}, {3, 3}};
    assertThat(shareOfTheFirst(mating, parents(byRank, random))).isCloseTo(7 / 16.0, within(0.01));
    double[][] byCrowding = {{0, 4}, {1, 3}, {1.1, 2.9}, {1.2, 2.8}, {1.3, 2.7}};
    assertThat(shareOfTheFirst(mating, parents(byCrowding, random))).isGreaterThan(0.25);
  }

  @Test
  @Seeded
  void childrenHaveTheCrossoverAndTheMutationsOfTheSettings(Philox random) {
    double[][] equal = {{1, 1}, {1, 1}};
    Population parents = parents(equal, random);
    Mating crossing =
        new TournamentMating(new Variation(SPACE, random), new Nsga2.Settings(2, 0.6, 0));
    Mating mutating =
        new TournamentMating(new Variation(SPACE, random), new Nsga2.Settings(2, 0, 1.5));
    int mixed = 0;
    double mutated = 0;
    for (int i = 0; i < CHILDREN; i++) {
      long ones = Arrays.stream(crossing.child(parents).choices()).sum();
      mixed += ones > 0 && ones < 6 ? 1 : 0;
      int[] child = mutating.child(parents).choices();
      long zeros = Arrays.stream(child).filter(choice -> choice == 0).count();
      mutated += 6 - Math.max(zeros, Arrays.stream(child).filter(choice -> choice == 1).count());
    }
    // Different parents in half of all pairs; two of 2⁶ crossings give one of them back.
    assertThat(mixed / (double) CHILDREN).isCloseTo(0.6 / 2 * 62 / 64, within(0.015));
    assertThat(mutated / CHILDREN).isCloseTo(1.5, within(0.05));
  }

  /** A choice is the other parent's with 0.45, and then drawn anew with 0.5. */
  @Test
  @Seeded
  void theWeakFormTakesAnyParent(Philox random) {
    Population parents = parents(new double[][] {{0, 0}, {1, 1}, {2, 2}, {3, 3}}, random);
    Mating mating = new RandomMating(new Variation(SPACE, random));
    assertThat(shareOfTheFirst(mating, parents)).isCloseTo(0.5 * 1 / 4 + 0.5 * 1 / 5, within(0.01));
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Nsga2.Settings(0, 0.9, 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'0'");
    assertThatThrownBy(() -> new Nsga2.Settings(20, 1.1, 1)).hasMessageContaining("'1.1'");
    assertThatThrownBy(() -> new Nsga2.Settings(20, 0.9, -1)).hasMessageContaining("'-1.0'");
  }
}
