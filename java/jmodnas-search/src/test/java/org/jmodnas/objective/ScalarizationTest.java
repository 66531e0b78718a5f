package org.jmodnas.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients on the backend against differences of values computed here. */
final class ScalarizationTest extends BackendTest {
  private static final int ROWS = 13;
  private static final double STEP = 1e-5;

  @ParameterizedTest
  @MethodSource
  void gradientsAreThoseOfTheValue(
      Scalarization scalarization, int objectives, ToDoubleBiFunction<Preference, double[]> value) {
    Philox random = new Philox(20_261_124, objectives);
    List<Preference> preferences = new ArrayList<>();
    double[][] rows = new double[ROWS][objectives];
    for (double[] row : rows) {
      preferences.add(Preferences.uniform(objectives, random));
      for (int m = 0; m < objectives; m++) {
        row[m] = 3 * random.nextDouble() - 1;
      }
    }
    double[][] gradients = gradients(scalarization, preferences, rows);
    for (int t = 0; t < ROWS; t++) {
      for (int m = 0; m < objectives; m++) {
        double[] above = rows[t].clone();
        double[] below = rows[t].clone();
        above[m] += STEP;
        below[m] -= STEP;
        Preference preference = preferences.get(t);
        double slope =
            (value.applyAsDouble(preference, above) - value.applyAsDouble(preference, below))
                / (2 * STEP);
        assertThat(gradients[t][m])
            .as("%s %d %d", scalarization, t, m)
            .isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
      }
    }
  }

  static Stream<Arguments> gradientsAreThoseOfTheValue() {
    return Stream.of(2, 3, 5)
        .flatMap(
            objectives ->
                Stream.of(
                    weightedSum(objectives, 1),
                    weightedSum(objectives, 2),
                    tchebycheff(objectives, 0.1),
                    tchebycheff(objectives, 1),
                    cosmos(objectives, 0),
                    cosmos(objectives, 0.01),
                    cosmos(objectives, 2)));
  }

  @Test
  void aLittleSmoothingIsTheLargestTermAlone() {
    double[][] gradients =
        gradients(
            new SmoothTchebycheff(1e-3),
            List.of(Preference.of(0.25, 0.75), Preference.of(0.8, 0.2), Preference.of(1, 0)),
            new double[][] {{0.5, 0.5}, {0.5, 0.5}, {0.1, 0.9}});
    assertThat(gradients[0]).containsExactly(new double[] {0, 0.75}, within(1e-6));
    assertThat(gradients[1]).containsExactly(new double[] {0.8, 0}, within(1e-6));
    assertThat(gradients[2]).containsExactly(new double[] {1, 0}, within(1e-6));
  }

  /** From a point of a concave front, descent along it ends at an end of it or where r says. */
  @Test
  void tchebycheffReachesWhatNoWeightedSumReaches() {
    Preference even = Preference.of(0.5, 0.5);
    assertThat(descended(new SmoothTchebycheff(0.02), even, 0.3)).isCloseTo(0.5, within(0.01));
    assertThat(descended(new SmoothTchebycheff(0.02), even, 0.8)).isCloseTo(0.5, within(0.01));
    assertThat(descended(new WeightedSum(1), even, 0.3)).isLessThan(0.01);
    assertThat(descended(new WeightedSum(1), even, 0.8)).isGreaterThan(0.99);
  }

  /** The cosine has nothing to gain on the ray, and leads to it from both sides. */
  @Test
  void theCosineLeadsToTheRay() {
    Preference preference = Preference.of(0.6, 0.4);
    double[][] gradients =
        gradients(
            new Cosmos(1),
            List.of(preference, preference, preference),
            new double[][] {{1.2, 0.8}, {1.2, 0.1}, {0.1, 0.8}});
    assertThat(gradients[0]).containsExactly(new double[] {0.6, 0.4}, within(1e-3));
    assertThat(gradients[1][0]).isGreaterThan(0.6);
    assertThat(gradients[1][1]).isLessThan(0.4);
    assertThat(gradients[2][0]).isLessThan(0.6);
    assertThat(gradients[2][1]).isGreaterThan(0.4);
  }

  @Test
  void theCosineHasAGradientWhereAllObjectivesAreZero() {
    assertThat(gradients(new Cosmos(1), List.of(Preference.of(0.5, 0.5)), new double[1][2])[0])
        .doesNotContain(Double.NaN)
        .containsExactly(new double[] {0.5 - 50, 0.5 - 50}, within(1e-2));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void parametersAreChecked(double bad) {
    assertThatThrownBy(() -> new SmoothTchebycheff(bad))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'" + bad + "'");
    assertThatThrownBy(() -> new WeightedSum(bad)).isInstanceOf(ConfigurationException.class);
    if (bad != 0) {
      assertThatThrownBy(() -> new Cosmos(bad))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("'" + bad + "'");
    }
  }

  private static Arguments weightedSum(int objectives, double exponent) {
    return Arguments.of(
        new WeightedSum(exponent), objectives, ScalarizationValues.weightedSum(exponent));
  }

  private static Arguments tchebycheff(int objectives, double smoothing) {
    return Arguments.of(
        new SmoothTchebycheff(smoothing), objectives, ScalarizationValues.tchebycheff(smoothing));
  }

  private static Arguments cosmos(int objectives, double weight) {
    return Arguments.of(new Cosmos(weight), objectives, ScalarizationValues.cosmos(weight));
  }

  private double[][] gradients(
      Scalarization scalarization, List<Preference> preferences, double[][] rows) {
    int objectives = rows[0].length;
    float[] values = new float[rows.length * objectives];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows[i / objectives][i % objectives];
    }
    float[] flat =
        scalarization
            .gradient(
                backend, preferences, backend.tensor(Shape.of(rows.length, objectives), values))
            .toArray();
    double[][] gradients = new double[rows.length][objectives];
    for (int i = 0; i < flat.length; i++) {
      gradients[i / objectives][i % objectives] = flat[i];
    }
    return gradients;
  }

  /** Share of the quarter circle, from start on, where descent along L = (sin, cos) ends. */
  private double descended(Scalarization scalarization, Preference preference, double start) {
    double share = start;
    for (int i = 0; i < 500; i++) {
      double angle = share * Math.PI / 2;
      double[] weights =
          gradients(
              scalarization,
              List.of(preference),
              new double[][] {{Math.sin(angle), Math.cos(angle)}})[0];
      double slope = weights[0] * Math.cos(angle) - weights[1] * Math.sin(angle);
      share = Math.max(0, Math.min(1, share - 0.02 * slope));
    }
    return share;
  }
}
