package org.jmodnas.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.pareto.NonDominatedSorting;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RaysHypervolumeTest extends BackendTest {
  private static final double STEP = 1e-6;

  /** Of three devices, against differences of the hypervolume of each layer and of the cosine. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void isTheSlopeOfHypervolumeAndCosine(int objectives) {
    int rays = 5;
    double weight = 0.7;
    Philox random = new Philox(20_261_124, objectives);
    List<Preference> preferences = new ArrayList<>();
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 3 * rays; i++) {
      preferences.add(Preferences.uniform(objectives, random));
      double[] point = new double[objectives];
      for (int m = 0; m < objectives; m++) {
        point[m] = (float) (1.4 * random.nextDouble() - 0.1);
      }
      points.add(point);
    }
    float[] gradient = gradient(new RaysHypervolume(rays, weight), preferences, points);
    for (int i = 0; i < points.size(); i++) {
      int first = i / rays * rays;
      List<double[]> device = points.subList(first, first + rays);
      double[] reference = new double[objectives];
      for (int m = 0; m < objectives; m++) {
        int objective = m;
        reference[m] =
            0.1 + Math.max(1, device.stream().mapToDouble(p -> p[objective]).max().orElseThrow());
      }
      double[] volume = new double[objectives];
      double norm = 0;
      for (int m = 0; m < objectives; m++) {
        volume[m] = slope(layer(device, i - first), m, moved -> -Hypervolume.of(moved, reference));
        norm += volume[m] * volume[m];
      }
      double[] ray = RaysHypervolume.ray(preferences.get(i));
      for (int m = 0; m < objectives; m++) {
        double cosine = slope(List.of(points.get(i)), m, moved -> cosine(ray, moved.get(0)));
        assertThat((double) gradient[i * objectives + m])
            .as("point %d, objective %d", i, m)
            .isCloseTo(volume[m] / Math.sqrt(norm) - weight * cosine, within(1e-4));
      }
    }
  }

  @Test
  void aRayAsksForLittleOfWhatWeighsMuch() {
    double[] ray = RaysHypervolume.ray(Preference.of(0.75, 0.25));
    assertThat(ray[1] / ray[0]).isCloseTo(3, within(0.02));
    assertThat(RaysHypervolume.ray(Preference.of(1, 0))[0]).isLessThan(1e-2);
    double[] three = RaysHypervolume.ray(Preference.of(0.6, 0.3, 0.1));
    assertThat(0.6 * three[0]).isCloseTo(0.1 * three[2], within(0.01));
  }

  /** Points that follow −∂S/∂L on a circular front, some of them dominated at first. */
  @Test
  void pointsSpreadOverTheFrontInTheOrderOfTheirRays() {
    List<Preference> preferences = Preferences.rays(5);
    double[] angles = {0.7, 0.72, 0.71, 0.73, 0.7};
    double[] radii = {0, 0.01, 0.1, 0.2, 0};
    RaysHypervolume scalarization = new RaysHypervolume(5, 1);
    for (int step = 0; step < 2000; step++) {
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        points.add(point(angles[i], radii[i]));
      }
      List<double[]> slopes = scalarization.gradient(preferences, points);
      for (int i = 0; i < 5; i++) {
        double[] slope = slopes.get(i);
        double s = Math.sin(angles[i]);
        double c = Math.cos(angles[i]);
        angles[i] -= 0.005 * (slope[0] * s - slope[1] * c);
        angles[i] = Math.max(0, Math.min(Math.PI / 2, angles[i]));
        radii[i] = Math.max(0, radii[i] - 0.005 * (slope[0] * c + slope[1] * s));
      }
    }
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      points.add(point(angles[i], radii[i]));
      assertThat(radii[i]).as("on the front").isLessThan(0.02);
    }
    for (int i = 1; i < 5; i++) {
      assertThat(points.get(i)[0]).isGreaterThan(points.get(i - 1)[0] + 0.1);
    }
  }

  @Test
  void equalPointsAreTreatedAlike() {
    double[] point = {0.4, 0.5};
    List<double[]> slopes =
        new RaysHypervolume(2, 0)
            .gradient(List.of(Preference.of(1, 0), Preference.of(0, 1)), List.of(point, point));
    assertThat(slopes.get(0)).containsExactly(slopes.get(1));
    assertThat(slopes.get(0)[0]).isPositive();
  }

  @Test
  void parametersAreChecked() {
    assertThatThrownBy(() -> new RaysHypervolume(1, 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'1'");
    assertThatThrownBy(() -> new RaysHypervolume(4, Double.NaN))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'NaN'");
  }

  /** Below the quarter circle around (1, 1), and further from the origin by a radius. */
  private static double[] point(double angle, double radius) {
    return new double[] {1 - (1 - radius) * Math.cos(angle), 1 - (1 - radius) * Math.sin(angle)};
  }

  private interface Value {
    double of(List<double[]> points);
  }

  /** By objective m of the first point. */
  private static double slope(List<double[]> points, int m, Value value) {
    List<double[]> moved = new ArrayList<>(points);
    moved.set(0, points.get(0).clone());
    moved.get(0)[m] += STEP;
    double above = value.of(moved);
    moved.get(0)[m] -= 2 * STEP;
    return (above - value.of(moved)) / (2 * STEP);
  }

  /** The points of the layer of point i, which comes first. */
  private static List<double[]> layer(List<double[]> points, int i) {
    int[] ranks = NonDominatedSorting.ranks(points);
    List<double[]> layer = new ArrayList<>(List.of(points.get(i)));
    for (int j = 0; j < ranks.length; j++) {
      if (j != i && ranks[j] == ranks[i]) {
        layer.add(points.get(j));
      }
    }
    return layer;
  }

  private static double cosine(double[] ray, double[] point) {
    double product = 0;
    double squares = point.length * 1e-4;
    for (int m = 0; m < point.length; m++) {
      product += ray[m] * point[m];
      squares += point[m] * point[m];
    }
    return product / Math.sqrt(squares);
  }

  private float[] gradient(
      Scalarization scalarization, List<Preference> preferences, List<double[]> points) {
    int objectives = points.get(0).length;
    float[] values = new float[points.size() * objectives];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) points.get(i / objectives)[i % objectives];
    }
    Shape shape = Shape.of(points.size(), objectives);
    return scalarization.gradient(backend, preferences, backend.tensor(shape, values)).toArray();
  }
}
