package org.jmodnas.baselines.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.MethodFactory;
import org.jmodnas.baselines.SearchMethodContract;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.tabular.TableProxies;
import org.jmodnas.baselines.tabular.TabularBenchmark;
import org.jmodnas.baselines.variation.Variation;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.objective.MetricObjective;
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

  @Test
  @Seeded
  void theWeakFormTakesAnyParent(Philox random) {
    Population parents = parents(new double[][] {{0, 0}, {1, 1}, {2, 2}, {3, 3}}, random);
    Mating mating = new RandomMating(new Variation(SPACE, random));
    assertThat(shareOfTheFirst(mating, parents)).isCloseTo(0.5 * 1 / 4 + 0.5 * 1 / 5, within(0.01));
  }

  /** A choice is the other parent's with 0.45, and then drawn anew, of five, with 0.5. */
  @Test
  @Seeded
  void theWeakFormMixesAndDrawsAnew(Philox random) {
    Population parents = parents(new double[][] {{1, 1}, {1, 1}}, random);
    Mating mating = new RandomMating(new Variation(SPACE, random));
    int foreign = 0;
    int mixed = 0;
    for (int i = 0; i < CHILDREN; i++) {
      int[] child = mating.child(parents).choices();
      foreign += child[0] > 1 ? 1 : 0;
      mixed += child[0] + child[1] == 1 ? 1 : 0;
    }
    assertThat(foreign / (double) CHILDREN).isCloseTo(0.5 * 3 / 5, within(0.015));
    // Neither of two choices is new and the parents differ; one is new; both are.
    double expected = 0.25 * 0.5 * (2 * 0.45 * 0.55) + 0.5 / 5 + 0.25 * 2 / 25;
    assertThat(mixed / (double) CHILDREN).isCloseTo(expected, within(0.012));
  }

  /** Without mutation all that children have is their parents', whoever these are. */
  @Test
  void theBestOfParentsAndChildrenAreTheNextParents() {
    int ofTheOldest = 0;
    for (int seed = 0; seed < 20; seed++) {
      assertThat(foreignChoices(seed, 0)).as("seed %d, children are better", seed).isZero();
      ofTheOldest += foreignChoices(seed, 2);
    }
    assertThat(ofTheOldest)
        .as("choices of parents that are better than their children")
        .isPositive();
  }

  /** The space of NAS-Bench-201; the values do not matter. */
  private static TabularBenchmark constant() {
    MetricTable zeros =
        MetricTable.ofEveryDevice(MetricTable.Provenance.COMPUTED, new double[15_625]);
    return new TabularBenchmark(
        SPACE,
        new TabularBenchmark.Accuracies(zeros, "", Map.of()),
        List.of(new MetricObjective("latency", zeros)),
        "",
        new TableProxies(SPACE, Map.of()));
  }

  /** Choices of the third generation that no one of the second has, which is as good as told. */
  private static int foreignChoices(int seed, double second) {
    Nsga2 method = new Nsga2(constant(), new Philox(seed, 0), new Nsga2.Settings(4, 1, 0));
    List<int[]> children = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Trial trial = method.ask().orElseThrow();
      children.add(trial.architecture().choices());
      double value = i < 4 ? 1 : second;
      method.tell(new Evaluation(trial, new double[] {value, value}));
    }
    int foreign = 0;
    for (int[] child : children.subList(8, 12)) {
      for (int d = 0; d < child.length; d++) {
        int decision = d;
        foreign +=
            children.subList(4, 8).stream().noneMatch(c -> c[decision] == child[decision]) ? 1 : 0;
      }
    }
    return foreign;
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
