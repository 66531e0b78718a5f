package org.jmodnas.multigradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CaGradTest {
  private static final int ANGLES = 200_000;

  @Test
  void aRadiusOfZeroIsTheMean() {
    double[][] gradients = GradientSets.random(5, 3, new Philox(1, 0));
    assertThat(direction(gradients, 0)).containsExactly(mean(gradients), within(1e-12));
  }

  /** In the plane, the directions on the circle around the mean can be gone through. */
  @ParameterizedTest
  @CsvSource({"2, 0.4", "2, 0.9", "3, 0.1", "3, 0.4", "5, 0.7", "13, 0.4"})
  void theWorstGainIsTheBestOnTheCircle(int tasks, double c) {
    for (int seed = 0; seed < 10; seed++) {
      double[][] gradients = GradientSets.random(tasks, 2, new Philox(seed, tasks));
      double[] mean = mean(gradients);
      double radius = c * Math.hypot(mean[0], mean[1]);
      double best = GradientSets.worstGain(gradients, mean);
      for (int i = 0; i < ANGLES; i++) {
        double angle = 2 * Math.PI * i / ANGLES;
        double[] direction = {
          mean[0] + radius * Math.cos(angle), mean[1] + radius * Math.sin(angle)
        };
        best = Math.max(best, GradientSets.worstGain(gradients, direction));
      }
      double found = GradientSets.worstGain(gradients, direction(gradients, c));
      double scale = largestNorm(gradients) * radius;
      assertThat(found).as("seed %d", seed).isCloseTo(best, within(1e-4 * scale));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 13, 40})
  void noTaskGainsLessThanTheWorstOfTheMean(int tasks) {
    for (int seed = 0; seed < 20; seed++) {
      double[][] gradients = GradientSets.random(tasks, 30, new Philox(seed, 2));
      double[] mean = mean(gradients);
      double[] direction = direction(gradients, 0.4);
      double[] away = new double[mean.length];
      for (int k = 0; k < mean.length; k++) {
        away[k] = direction[k] - mean[k];
      }
      assertThat(Math.sqrt(GradientSets.dot(away, away) / GradientSets.dot(mean, mean)))
          .as("distance from the mean")
          .isCloseTo(0.4, within(1e-4));
      assertThat(GradientSets.worstGain(gradients, direction))
          .as("seed %d", seed)
          .isGreaterThan(GradientSets.worstGain(gradients, mean));
    }
  }

  @Test
  void gradientsThatCancelHaveADirectionNonetheless() {
    assertThat(direction(new double[][] {{1, 0}, {-1, 0}}, 0.4)).containsExactly(0, 0);
    assertThat(direction(new double[][] {{0, 0}, {0, 0}}, 0.4)).containsExactly(0, 0);
    assertThat(Arrays.stream(direction(new double[][] {{0, 0}, {2, 0}}, 0.4)))
        .allMatch(Double::isFinite);
  }

  @Test
  void equalGradientsLeadWhereTheyPoint() {
    double[][] gradients = {{1, 2}, {1, 2}, {1, 2}};
    assertThat(direction(gradients, 0.4)).containsExactly(new double[] {1.4, 2.8}, within(1e-6));
  }

  private static double[] direction(double[][] gradients, double c) {
    double[] weights = CaGrad.weights(GradientSets.gram(gradients), c);
    return GradientSets.combined(gradients, weights);
  }

  private static double[] mean(double[][] gradients) {
    double[] equal = new double[gradients.length];
    Arrays.fill(equal, 1.0 / gradients.length);
    return GradientSets.combined(gradients, equal);
  }

  private static double largestNorm(double[][] gradients) {
    return Arrays.stream(gradients)
        .mapToDouble(gradient -> Math.sqrt(GradientSets.dot(gradient, gradient)))
        .max()
        .orElseThrow();
  }
}
