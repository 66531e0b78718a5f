package org.jmodnas.objective;

import java.util.List;
import org.jmodnas.sampling.Preference;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;

/**
 * The scalarisation Σ λ_m L_m of normalised objectives, with λ_m = r_m^p / Σ r^p.
 *
 * <p>The slope of a front of error and latency varies over orders of magnitude: with p = 1, as
 * published, the networks that differ most share the rays next to the error's own, and small ones
 * that hardly differ share the rest. A larger p moves along the front more evenly; the ends and the
 * order of the rays stay.
 *
 * @param exponent p &gt; 0
 */
public record WeightedSum(double exponent) implements Scalarization {
  public WeightedSum {
    if (!(exponent > 0 && exponent < Double.POSITIVE_INFINITY)) {
      throw new ConfigurationException(
          "The exponent of preferences is above 0, got '" + exponent + "'");
    }
  }

  @Override
  public Tensor gradient(Backend backend, List<Preference> preferences, Tensor objectives) {
    return Rows.tensor(backend, preferences, this::weights);
  }

  /** λ. */
  public double[] weights(Preference preference) {
    double[] weights = new double[preference.objectives()];
    double sum = 0;
    for (int m = 0; m < weights.length; m++) {
      weights[m] = Math.pow(preference.weight(m), exponent);
      sum += weights[m];
    }
    for (int m = 0; m < weights.length; m++) {
      weights[m] /= sum;
    }
    return weights;
  }

  @Override
  public boolean comparesLevels() {
    return false;
  }
}
