package org.jmodnas.baselines.hdnas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jmodnas.baselines.rescoring.Candidate;
import org.jmodnas.space.Architecture;
import org.junit.jupiter.api.Test;

final class HdnasObjectivesTest {
  private static final double NONE = Double.POSITIVE_INFINITY;
  private static final List<Individual> GROUP =
      List.of(
          individual("a", -3, 1, 7),
          individual("b", -2, 4, 8),
          individual("unsupported", -9, NONE, 0),
          individual("unlike", NONE, 0, 0));

  private static Individual individual(
      String name, double similarity, double cost, double diversity) {
    return new Individual(
        new double[0],
        new Candidate(new Architecture(name, new int[0]), new double[] {similarity, cost}),
        diversity);
  }

  private static List<double[]> of(Diversity diversity, Architecture... barred) {
    return new HdnasObjectives(diversity, Set.of(barred)).of(GROUP);
  }

  @Test
  void theInfeasibleAreWorstAndAddNothingToDiversity() {
    assertThat(of(Diversity.UNION))
        .containsExactly(
            new double[] {-3, 1, -9},
            new double[] {-2, 4, -9},
            new double[] {NONE, NONE, NONE},
            new double[] {NONE, NONE, NONE});
  }

  @Test
  void whatWasEvaluatedIsInfeasible() {
    assertThat(of(Diversity.UNION, GROUP.get(1).candidate().architecture()).get(0))
        .containsExactly(new double[] {-3, 1, -0.0});
    assertThat(of(Diversity.UNION, GROUP.get(1).candidate().architecture()).get(1))
        .containsOnly(NONE);
  }

  @Test
  void survivorsKeepTheDiversityOfTheirBirthOrHaveNone() {
    assertThat(of(Diversity.OFFSPRING).get(1)).containsExactly(new double[] {-2, 4, -8});
    List<double[]> two = of(Diversity.NONE);
    assertThat(two.get(0)[2]).isEqualTo(two.get(1)[2]);
  }
}
