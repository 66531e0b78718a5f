package org.jmodnas.objective;

import java.util.List;
import java.util.function.Function;
import org.jmodnas.sampling.Preference;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;

/** What depends on preferences alone, as a tensor with a row for each. */
final class Rows {
  private Rows() {}

  /** The values that {@code row} has for each preference, (preferences, objectives). */
  static Tensor tensor(
      Backend backend, List<Preference> preferences, Function<Preference, double[]> row) {
    int objectives = preferences.get(0).objectives();
    float[] values = new float[preferences.size() * objectives];
    for (int t = 0; t < preferences.size(); t++) {
      double[] ofPreference = row.apply(preferences.get(t));
      for (int m = 0; m < objectives; m++) {
        values[t * objectives + m] = (float) ofPreference[m];
      }
    }
    return backend.tensor(Shape.of(preferences.size(), objectives), values);
  }
}
