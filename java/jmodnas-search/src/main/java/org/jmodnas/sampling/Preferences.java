package org.jmodnas.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.tensor.random.Philox;

/** Random preferences and regular rays on the simplex. */
public final class Preferences {
  private static final double CORNER = 1e-6;

  private Preferences() {}

  /** A preference drawn uniformly from the simplex: Dirichlet(1, …, 1). */
  public static Preference uniform(int objectives, Philox random) {
    double[] weights = new double[objectives];
    double sum = 0;
    for (int m = 0; m < objectives; m++) {
      weights[m] = random.nextExponential();
      sum += weights[m];
    }
    for (int m = 0; m < objectives; m++) {
      weights[m] /= sum;
    }
    return Preference.of(weights);
  }

  /**
   * Preferences that are each drawn uniformly from the simplex, and together spread over it: their
   * first weights lie one each between the quantiles i / count of its distribution. Their order is
   * random.
   */
  public static List<Preference> stratified(int objectives, int count, Philox random) {
    List<Preference> preferences = new ArrayList<>();
    for (int stratum : random.permutation(count)) {
      double quantile = (stratum + random.nextDouble()) / count;
      // The first weight of Dirichlet(1, …, 1) exceeds x with probability (1 − x)^(M − 1).
      double others = Math.pow(1 - quantile, 1.0 / (objectives - 1));
      double[] weights = new double[objectives];
      weights[0] = 1 - others;
      double[] rest =
          objectives == 2 ? new double[] {1} : uniform(objectives - 1, random).weights();
      for (int m = 1; m < objectives; m++) {
        weights[m] = others * rest[m - 1];
      }
      preferences.add(Preference.of(weights));
    }
    return List.copyOf(preferences);
  }

  /** {@code count} equidistant preferences between two objectives, from the first to the second. */
  public static List<Preference> rays(int count) {
    List<Preference> rays = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double second = count == 1 ? 0.5 : (double) i / (count - 1);
      rays.add(Preference.of(1 - second, second));
    }
    return List.copyOf(rays);
  }

  /**
   * Preferences spread evenly over the simplex: {@code count} rays between two objectives, or the
   * coarsest regular lattice (Das and Dennis, 1998) of at least so many points between more.
   */
  public static List<Preference> spread(int objectives, int count) {
    if (objectives == 2) {
      return rays(count);
    }
    int divisions = 1;
    List<Preference> lattice = lattice(objectives, divisions);
    while (lattice.size() < count) {
      lattice = lattice(objectives, ++divisions);
    }
    return lattice;
  }

  /** All preferences whose weights are multiples of 1 / {@code divisions}, the error's first. */
  public static List<Preference> lattice(int objectives, int divisions) {
    List<Preference> points = new ArrayList<>();
    fill(new int[objectives], 0, divisions, divisions, points);
    return List.copyOf(points);
  }

  private static void fill(int[] parts, int m, int left, int divisions, List<Preference> points) {
    if (m == parts.length - 1) {
      parts[m] = left;
      points.add(
          Preference.of(Arrays.stream(parts).mapToDouble(p -> (double) p / divisions).toArray()));
      return;
    }
    for (int part = left; part >= 0; part--) {
      parts[m] = part;
      fill(parts, m + 1, left - part, divisions, points);
    }
  }

  /**
   * {@code count} preferences between two objectives at equal angles of the unit circle, brought to
   * the simplex: the spacing of the authors' release, denser near the first objective.
   */
  public static List<Preference> circleRays(int count) {
    List<Preference> rays = new ArrayList<>();
    double quarter = Math.PI / 2 - CORNER;
    for (int i = 0; i < count; i++) {
      double angle = CORNER + (quarter - CORNER) * i / Math.max(count - 1, 1);
      double sum = Math.cos(angle) + Math.sin(angle);
      double second = Math.sin(angle) / sum;
      rays.add(Preference.of(1 - second, second));
    }
    return List.copyOf(rays);
  }
}
