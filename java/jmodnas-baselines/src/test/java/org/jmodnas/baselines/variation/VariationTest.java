package org.jmodnas.baselines.variation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

@Seeded
final class VariationTest {
  private static final SearchSpace SPACE = new NasBench201Space();
  private static final int DRAWS = 20_000;

  @Test
  void oneMutationChangesOneDecisionToAnyOtherChoice(Philox random) {
    Variation variation = new Variation(SPACE, random);
    Architecture parent = SPACE.sample(random);
    int[][] counts = new int[6][5];
    for (int i = 0; i < DRAWS; i++) {
      int[] child = variation.mutateOne(parent).choices();
      assertThat(difference(parent, child)).isEqualTo(1);
      IntStream.range(0, 6)
          .filter(d -> child[d] != parent.choices()[d])
          .forEach(d -> counts[d][child[d]]++);
    }
    for (int decision = 0; decision < 6; decision++) {
      for (int choice = 0; choice < 5; choice++) {
        double expected = choice == parent.choices()[decision] ? 0 : DRAWS / 24.0;
        assertThat((double) counts[decision][choice]).isCloseTo(expected, within(150.0));
      }
    }
  }

  @Test
  void eachDecisionMutatesWithItsProbability(Philox random) {
    Variation variation = new Variation(SPACE, random);
    Architecture parent = SPACE.sample(random);
    assertThat(meanDifference(parent, () -> variation.mutateEach(parent, 0.25)))
        .isCloseTo(6 * 0.25, within(0.05));
    assertThat(meanDifference(parent, () -> variation.mutateEach(parent, 0))).isZero();
    assertThat(meanDifference(parent, () -> variation.mutateEach(parent, 1))).isEqualTo(6);
  }

  /** A drawn choice is the old one in one of five. */
  @Test
  void resamplingChangesTwoAndAHalfOfSixDecisions(Philox random) {
    Variation variation = new Variation(SPACE, random);
    Architecture parent = SPACE.sample(random);
    assertThat(meanDifference(parent, () -> variation.resampleEach(parent, 0.5)))
        .isCloseTo(6 * 0.5 * 4 / 5, within(0.05));
  }

  @Test
  void crossoverTakesEachDecisionFromEitherParent(Philox random) {
    Variation variation = new Variation(SPACE, random);
    Architecture zeros = SPACE.decode(0, 0, 0, 0, 0, 0);
    Architecture ones = SPACE.decode(1, 1, 1, 1, 1, 1);
    assertThat(meanDifference(zeros, () -> variation.cross(zeros, ones, 0.3)))
        .isCloseTo(6 * 0.3, within(0.05));
    assertThat(variation.cross(zeros, ones, 1)).isEqualTo(ones);
    assertThat(variation.cross(zeros, ones, 0)).isEqualTo(zeros);
  }

  @Test
  void neighboursAreAllThatDifferInOneDecision(Philox random) {
    SearchSpace tiny = new TinyBenchmark(-1).space();
    Architecture center = tiny.sample(random);
    assertThat(new Variation(tiny, random).neighbours(center))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 24)
                .mapToObj(tiny::architecture)
                .filter(other -> difference(center, other.choices()) == 1)
                .toList());
  }

  private static double meanDifference(Architecture parent, Supplier<Architecture> children) {
    return IntStream.range(0, DRAWS)
        .map(i -> difference(parent, children.get().choices()))
        .average()
        .orElseThrow();
  }

  private static int difference(Architecture parent, int[] child) {
    int[] choices = parent.choices();
    return (int) IntStream.range(0, choices.length).filter(d -> choices[d] != child[d]).count();
  }
}
