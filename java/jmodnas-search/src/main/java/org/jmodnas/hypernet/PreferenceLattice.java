package org.jmodnas.hypernet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.sampling.Preference;

/**
 * A regular lattice on the simplex of preferences: the points whose weights are multiples of
 * 1/resolution. A preference is a mixture of the M lattice points around it (Freudenthal–Kuhn
 * triangulation) or, as in the authors' release, the nearest of them.
 */
public final class PreferenceLattice {
  private final int objectives;
  private final int resolution;
  private final boolean interpolated;
  private final Map<List<Integer>, Integer> nodes = new HashMap<>();

  /**
   * A lattice.
   *
   * @param resolution steps along an edge of the simplex
   * @param interpolated whether preferences between lattice points mix them
   */
  public PreferenceLattice(int objectives, int resolution, boolean interpolated) {
    if (objectives < 2 || resolution < 1) {
      throw new IllegalArgumentException(
          "A lattice has at least 2 objectives and 1 step, got %d and %d"
              .formatted(objectives, resolution));
    }
    this.objectives = objectives;
    this.resolution = resolution;
    this.interpolated = interpolated;
    enumerate(new int[objectives - 1], 0, 0);
  }

  /** Number of lattice points. */
  public int size() {
    return nodes.size();
  }

  /** The lattice points as preferences, in the order of their indices. */
  public List<Preference> preferences() {
    Preference[] preferences = new Preference[size()];
    nodes.forEach(
        (cumulative, index) -> {
          double[] weights = new double[objectives];
          int before = 0;
          for (int m = 0; m < objectives; m++) {
            int upTo = m < objectives - 1 ? cumulative.get(m) : resolution;
            weights[m] = (double) (upTo - before) / resolution;
            before = upTo;
          }
          preferences[index] = Preference.of(weights);
        });
    return List.of(preferences);
  }

  /** Weights of the lattice points whose mixture is {@code preference}: not negative, sum 1. */
  public float[] coefficients(Preference preference) {
    if (preference.objectives() != objectives) {
      throw new IllegalArgumentException(
          "The lattice has %d objectives, the preference %s".formatted(objectives, preference));
    }
    double[] cumulative = new double[objectives - 1];
    double sum = 0;
    for (int j = 0; j < cumulative.length; j++) {
      sum += preference.weight(j);
      cumulative[j] = Math.min(sum * resolution, resolution);
    }
    return interpolated ? interpolate(cumulative) : nearest(cumulative);
  }

  private float[] nearest(double[] cumulative) {
    List<Integer> node = new ArrayList<>();
    for (double value : cumulative) {
      node.add((int) Math.rint(value));
    }
    float[] coefficients = new float[size()];
    coefficients[nodes.get(node)] = 1;
    return coefficients;
  }

  /** Walks from the lower corner of the cell upwards, largest remainder first. */
  private float[] interpolate(double[] cumulative) {
    int[] corner = new int[cumulative.length];
    double[] remainder = new double[cumulative.length];
    for (int j = 0; j < corner.length; j++) {
      corner[j] = Math.min((int) cumulative[j], resolution - 1);
      remainder[j] = cumulative[j] - corner[j];
    }
    List<Integer> order = new ArrayList<>();
    // Later coordinates are not smaller; taking them first on ties keeps the walk on the lattice.
    for (int j = corner.length - 1; j >= 0; j--) {
      order.add(j);
    }
    order.sort((a, b) -> Double.compare(remainder[b], remainder[a]));
    float[] coefficients = new float[size()];
    double before = 1;
    for (int j : order) {
      add(coefficients, corner, before - remainder[j]);
      before = remainder[j];
      corner[j]++;
    }
    add(coefficients, corner, before);
    return coefficients;
  }

  private void add(float[] coefficients, int[] node, double weight) {
    if (weight > 0) {
      coefficients[nodes.get(Arrays.stream(node).boxed().toList())] += (float) weight;
    }
  }

  private void enumerate(int[] cumulative, int position, int least) {
    if (position == cumulative.length) {
      nodes.put(Arrays.stream(cumulative).boxed().toList(), nodes.size());
      return;
    }
    for (int value = least; value <= resolution; value++) {
      cumulative[position] = value;
      enumerate(cumulative, position + 1, value);
    }
  }
}
