package org.jmodnas.baselines.bayesian.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpectedHypervolumeTest {
  private static double[] point(Philox random, int objectives) {
    double[] point = new double[objectives];
    // Few different values, so that points share some.
    Arrays.setAll(point, m -> random.nextInt(12) / 10.0);
    return point;
  }

  private static List<double[]> points(Philox random, int objectives) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      points.add(point(random, objectives));
    }
    return points;
  }

  private static double[] ones(int objectives) {
    double[] ones = new double[objectives];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double improvement(List<double[]> front, double[] point, double[] reference) {
    List<double[]> with = new ArrayList<>(front);
    with.add(point);
    return Hypervolume.of(with, reference) - Hypervolume.of(front, reference);
  }

  private static double expected(
      List<double[]> front, double[] mean, double[] deviation, double[] reference) {
    double[][] means = new double[mean.length][];
    double[][] deviations = new double[mean.length][];
    for (int m = 0; m < mean.length; m++) {
      means[m] = new double[] {mean[m]};
      deviations[m] = new double[] {deviation[m]};
    }
    return new ExpectedHypervolume(front, reference).of(means, deviations)[0];
  }

  @Seeded
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void ofWhatIsCertainItIsTheImprovement(int objectives, Philox random) {
    double[] reference = ones(objectives);
    for (int trial = 0; trial < 50; trial++) {
      List<double[]> front = points(random, objectives);
      double[] point = point(random, objectives);
      assertThat(expected(front, point, new double[objectives], reference))
          .isCloseTo(improvement(front, point, reference), within(1e-12));
    }
  }

  @Seeded
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void ofWhatIsUncertainItIsTheMeanOfImprovements(int objectives, Philox random) {
    double[] reference = ones(objectives);
    List<double[]> front = points(random, objectives);
    double[] mean = point(random, objectives);
    double[] deviation = new double[objectives];
    Arrays.setAll(deviation, m -> 0.1 + 0.2 * m);
    int draws = 20_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < draws; i++) {
      double[] drawn = mean.clone();
      Arrays.setAll(drawn, m -> drawn[m] + deviation[m] * random.nextGaussian());
      double improvement = improvement(front, drawn, reference);
      sum += improvement / draws;
      squares += improvement * improvement / draws;
    }
    double error = Math.sqrt((squares - sum * sum) / draws);
    assertThat(expected(front, mean, deviation, reference)).isCloseTo(sum, within(5 * error));
  }

  @Test
  void theExpectedExcessIsAccurateInItsTails() {
    assertThat(StandardNormal.expectedExcess(0))
        .isCloseTo(1 / Math.sqrt(2 * Math.PI), within(1e-15));
    assertThat(StandardNormal.expectedExcess(1)).isCloseTo(1.0833154705876864, within(1e-14));
    assertThat(StandardNormal.expectedExcess(-3)).isCloseTo(3.821543170477e-4, within(1e-14));
    assertThat(StandardNormal.expectedExcess(-8) / 7.550262e-17).isCloseTo(1, within(1e-3));
    assertThat(StandardNormal.expectedExcess(-40)).isZero();
    assertThat(StandardNormal.expectedExcess(40)).isEqualTo(40);
  }
}
