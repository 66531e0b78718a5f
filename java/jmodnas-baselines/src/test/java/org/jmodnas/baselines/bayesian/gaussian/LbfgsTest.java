package org.jmodnas.baselines.bayesian.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LbfgsTest {
  /** Rosenbrock's valley, least at (1, 1). */
  private static double valley(double[] point, double[] gradient) {
    double x = point[0];
    double off = point[1] - x * x;
    gradient[0] = -400 * x * off - 2 * (1 - x);
    gradient[1] = 200 * off;
    return 100 * off * off + (1 - x) * (1 - x);
  }

  @Test
  void aCurvedValleyIsFollowedToItsEnd() {
    double[] least = Lbfgs.minimize(LbfgsTest::valley, new double[] {-1.2, 1}, 100);
    assertThat(least).containsExactly(new double[] {1, 1}, within(1e-3));
  }

  @Test
  void withoutIterationsNothingMoves() {
    assertThat(Lbfgs.minimize(LbfgsTest::valley, new double[] {-1.2, 1}, 0))
        .containsExactly(-1.2, 1);
  }
}
