package org.jmodnas.sampling;

import java.util.ArrayList;
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
