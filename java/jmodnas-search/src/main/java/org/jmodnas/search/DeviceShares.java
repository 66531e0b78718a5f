package org.jmodnas.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;

/**
 * How much each device counts in the direction of a step: c_t‖g_t‖ over their sum, with the
 * coefficients c of the combination. Of min-norm, which scales gradients to norm 1, these are γ.
 */
final class DeviceShares {
  private boolean wanted;
  private Map<String, Double> latest = Map.of();

  /** Lets the next step be observed. */
  void observeNext() {
    wanted = true;
  }

  /**
   * Reads a step, if it was asked for.
   *
   * @param gradients (devices, parameters)
   * @param coefficients (devices)
   */
  void observe(Backend backend, List<SearchTarget> devices, Tensor gradients, Tensor coefficients) {
    if (!wanted) {
      return;
    }
    wanted = false;
    double[] lengths = new double[devices.size()];
    double sum = 0;
    try (TensorScope scope = backend.openScope()) {
      int parameters = gradients.shape().dimension(1);
      float[] factors = coefficients.toArray();
      for (int t = 0; t < lengths.length; t++) {
        Tensor gradient = gradients.slice(t * parameters, Shape.of(parameters));
        Tensor squared = backend.allocate(Shape.of());
        backend.reduction().dot(gradient, gradient, squared);
        lengths[t] = Math.abs(factors[t]) * Math.sqrt(squared.toArray()[0]);
        sum += lengths[t];
      }
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int t = 0; t < lengths.length; t++) {
      shares.put(devices.get(t).name(), sum > 0 ? lengths[t] / sum : 0);
    }
    latest = shares;
  }

  /** Of the latest step that was observed; empty before the first. */
  Map<String, Double> latest() {
    return latest;
  }
}
