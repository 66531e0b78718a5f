package org.jmodnas.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.pareto.HypervolumeGradient;
import org.jmodnas.pareto.NonDominatedSorting;
import org.jmodnas.sampling.Preference;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;

/**
 * The hypervolume of the points that several preferences r lead to on a device, and for each point
 * the cosine with a ray of its own: −HV(L_1 … L_p) − λ Σ cos(q_i, L_i) (PHN-HVI, Hoang et al.,
 * "Improving Pareto front learning via multi-sample hypernetworks", 2023).
 *
 * <p>As published there, points are sorted into non-dominated layers, each of which has its own
 * hypervolume, so that dominated points have a gradient as well; and the gradient of each point is
 * scaled to length 1. The reference point lies a tenth beyond the worst of the points, and of 1. On
 * q_i all r_m L_m are equal, so that as with the other scalarisations a larger weight asks for a
 * smaller value; the publication draws L to r itself, where a larger weight is a larger one.
 *
 * <p>The weights are found on the host: it reads the objectives, one copy that waits for all.
 *
 * @param rays p, preferences of a device in a step, at least 2
 * @param cosineWeight λ ≥ 0
 */
public record RaysHypervolume(int rays, double cosineWeight) implements Scalarization {
  private static final double MARGIN = 0.1;
  private static final double SMALLEST_WEIGHT = 1e-3;
  private static final double EPSILON = 1e-4;

  public RaysHypervolume {
    if (rays < 2) {
      throw new ConfigurationException(
          "The hypervolume is that of at least 2 rays of a device, got '" + rays + "'");
    }
    if (!(cosineWeight >= 0 && cosineWeight < Double.POSITIVE_INFINITY)) {
      throw new ConfigurationException(
          "The weight of the cosine beside the hypervolume is at least 0, got '"
              + cosineWeight
              + "'");
    }
  }

  /**
   * {@inheritDoc}
   *
   * @param preferences r, {@link #rays} of a device, then those of the next
   */
  @Override
  public Tensor gradient(Backend backend, List<Preference> preferences, Tensor objectives) {
    int count = objectives.shape().dimension(1);
    float[] values = objectives.toArray();
    float[] gradient = new float[values.length];
    for (int first = 0; first < preferences.size(); first += rays) {
      List<double[]> points = new ArrayList<>();
      for (int i = first; i < first + rays; i++) {
        double[] point = new double[count];
        for (int m = 0; m < count; m++) {
          point[m] = values[i * count + m];
        }
        points.add(point);
      }
      List<double[]> slopes = gradient(preferences.subList(first, first + rays), points);
      for (int i = 0; i < rays; i++) {
        for (int m = 0; m < count; m++) {
          gradient[(first + i) * count + m] = (float) slopes.get(i)[m];
        }
      }
    }
    return backend.tensor(objectives.shape(), gradient);
  }

  /** ∂S/∂L of the points of one device. */
  List<double[]> gradient(List<Preference> preferences, List<double[]> points) {
    double[] reference = reference(points);
    int[] ranks = NonDominatedSorting.ranks(points);
    List<double[]> slopes = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      List<double[]> layer = new ArrayList<>(List.of(points.get(i)));
      for (int j = 0; j < points.size(); j++) {
        if (j != i && ranks[j] == ranks[i]) {
          layer.add(points.get(j));
        }
      }
      double[] volume = HypervolumeGradient.of(layer, reference)[0];
      double norm = Math.sqrt(product(volume, volume));
      double[] cosine = cosineGradient(ray(preferences.get(i)), points.get(i));
      double[] slope = new double[volume.length];
      for (int m = 0; m < slope.length; m++) {
        slope[m] = -volume[m] / norm - cosineWeight * cosine[m];
      }
      slopes.add(slope);
    }
    return slopes;
  }

  private static double[] reference(List<double[]> points) {
    double[] reference = new double[points.get(0).length];
    Arrays.fill(reference, 1);
    for (double[] point : points) {
      for (int m = 0; m < reference.length; m++) {
        reference[m] = Math.max(reference[m], point[m]);
      }
    }
    return Arrays.stream(reference).map(worst -> worst + MARGIN).toArray();
  }

  /** The direction in which all r_m L_m are equal. */
  static double[] ray(Preference preference) {
    double[] ray = preference.weights();
    for (int m = 0; m < ray.length; m++) {
      ray[m] = 1 / (ray[m] + SMALLEST_WEIGHT);
    }
    double norm = Math.sqrt(product(ray, ray));
    return Arrays.stream(ray).map(x -> x / norm).toArray();
  }

  /** Of ⟨q, L⟩ / √(‖L‖² + M·10⁻⁴), which has a gradient at L = 0 as well. */
  private static double[] cosineGradient(double[] ray, double[] point) {
    double squares = product(point, point) + point.length * EPSILON;
    double along = product(ray, point) / squares;
    double[] gradient = new double[point.length];
    for (int m = 0; m < gradient.length; m++) {
      gradient[m] = (ray[m] - along * point[m]) / Math.sqrt(squares);
    }
    return gradient;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int m = 0; m < a.length; m++) {
      sum += a[m] * b[m];
    }
    return sum;
  }
}
