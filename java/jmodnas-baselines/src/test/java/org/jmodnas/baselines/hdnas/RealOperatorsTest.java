package org.jmodnas.baselines.hdnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden values are those of pymoo 0.6.2. */
@Seeded
final class RealOperatorsTest {
  private static final SimulatedBinaryCrossover CROSSOVER = new SimulatedBinaryCrossover(0.7, 15);
  private static final PolynomialMutation MUTATION = new PolynomialMutation(0.1, 20);

  @ParameterizedTest
  @CsvSource({
    "0.2, 0.6, 0.3, 0.20628455804456944, 0.5937155341858971",
    "0.2, 0.6, 0.9, 0.1788363456948409, 0.6211646019610464",
    "0.0, 0.01, 0.999, 3.1264657904955806e-07, 0.012373193466946635",
    "0.05, 0.95, 0.7, 0.04104979562533467, 0.9589502043746654",
    "0.4, 0.41, 0.05, 0.40067017838319974, 0.4093298216168003",
    "0.9, 1.0, 0.97, 0.890387744911414, 0.9999049055210314"
  })
  void childrenOfACrossing(
      double lower, double upper, double uniform, double first, double second) {
    double[] children = CROSSOVER.children(lower, upper, uniform);
    assertThat(children).containsExactly(new double[] {first, second}, within(1e-13));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.2, 0.45730536002923017",
    "0.01, 0.1, 0.0021674354519909313",
    "0.01, 0.9, 0.08377667396743226",
    "0.97, 0.999, 0.999917315235034",
    "0.3, 0.5001, 0.30000952471667125",
    "1.0, 0.3, 0.9759684394674119"
  })
  void mutatedGenes(double gene, double uniform, double mutated) {
    assertThat(MUTATION.mutated(gene, uniform)).isCloseTo(mutated, within(1e-13));
  }

  @Test
  void crossingKeepsThePairsMeanFarFromTheBounds(Philox random) {
    for (int i = 0; i < 1000; i++) {
      double[] children = CROSSOVER.children(0.45, 0.55, random.nextDouble());
      assertThat(children[0] + children[1]).isCloseTo(1, within(1e-12));
      assertThat(children[0]).isLessThanOrEqualTo(children[1]);
    }
  }

  @Test
  void sevenOfTenPairsCrossAndThenHalfOfTheirGenes(Philox random) {
    int pairs = 0;
    int genes = 0;
    for (int i = 0; i < 2000; i++) {
      double[] first = new double[30];
      double[] second = new double[30];
      Arrays.fill(first, 0.3);
      Arrays.fill(second, 0.6);
      CROSSOVER.cross(first, second, random);
      long crossed = Arrays.stream(first).filter(gene -> gene != 0.3).count();
      pairs += crossed > 0 ? 1 : 0;
      genes += (int) crossed;
      // Children are exchanged half of the time, so some genes are near the other parent's.
      assertThat(Arrays.stream(first).filter(gene -> gene > 0.45).count() > 0)
          .isEqualTo(crossed > 0);
    }
    assertThat(pairs).isBetween(1318, 1482);
    assertThat((double) genes / pairs).isCloseTo(15, within(0.3));
  }

  @Test
  void equalParentsHaveEqualChildren(Philox random) {
    double[] first = {0, 0.4, 1};
    double[] second = first.clone();
    for (int i = 0; i < 100; i++) {
      CROSSOVER.cross(first, second, random);
    }
    assertThat(first).containsExactly(0, 0.4, 1);
    assertThat(second).containsExactly(0, 0.4, 1);
  }

  @Test
  void genesStayWithinBounds(Philox random) {
    for (int i = 0; i < 2000; i++) {
      double[] first = new double[10];
      double[] second = new double[10];
      Arrays.setAll(first, g -> Math.pow(random.nextDouble(), 8));
      Arrays.setAll(second, g -> 1 - Math.pow(random.nextDouble(), 8));
      CROSSOVER.cross(first, second, random);
      new PolynomialMutation(1, 2).mutate(first, random);
      for (double[] genes : new double[][] {first, second}) {
        assertThat(Arrays.stream(genes).boxed().toList()).allMatch(gene -> gene >= 0 && gene <= 1);
      }
    }
  }

  @Test
  void aTenthOfTheGenesMutatesWithoutBias(Philox random) {
    double[] genes = new double[20_000];
    Arrays.fill(genes, 0.5);
    MUTATION.mutate(genes, random);
    double[] mutated = Arrays.stream(genes).filter(gene -> gene != 0.5).toArray();
    // Four standard deviations.
    assertThat(mutated.length).isBetween(1830, 2170);
    assertThat(Arrays.stream(mutated).average().orElseThrow()).isCloseTo(0.5, within(0.006));
  }
}
