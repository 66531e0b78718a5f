package org.jmodnas.baselines.lamoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

@Seeded
final class AgreementsTest {
  @Test
  void sumsAreThoseOfEachPair(Philox random) {
    ChoiceGrid grid = new ChoiceGrid(new TinyBenchmark(-1).space());
    double[] weights = new double[grid.size()];
    for (int i = 0; i < weights.length; i += 2) {
      weights[i] = random.nextGaussian();
    }
    double[] f = {.3, -2, 5, 7};
    double[] weighted = new Agreements(grid, weights).weighted(f);
    for (int x = 0; x < weighted.length; x++) {
      double expected = 0;
      for (int i = 0; i < weights.length; i++) {
        int agreements = 0;
        for (int d = 0; d < grid.decisions(); d++) {
          agreements += grid.choices(x)[d] == grid.choices(i)[d] ? 1 : 0;
        }
        expected += weights[i] * f[agreements];
      }
      assertThat(weighted[x]).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void positionsAndArchitecturesAreInverse() {
    ChoiceGrid grid = new ChoiceGrid(new TinyBenchmark(-1).space());
    for (int i = 0; i < grid.size(); i++) {
      assertThat(grid.position(grid.architecture(i))).isEqualTo(i);
    }
    assertThat(grid.choices(23)).containsExactly(3, 1, 2);
  }
}
