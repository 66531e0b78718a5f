package org.jmodnas.search;

import java.util.List;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;

/**
 * Normalisation of all objectives of a step, L = factor·value + shift: the error's is the same on
 * all devices, a metric's the range of its predictions over the space on each device.
 *
 * @param factors (devices, objectives)
 * @param shifts (devices, objectives)
 */
record ObjectiveScales(Backend backend, Tensor factors, Tensor shifts) {
  static ObjectiveScales of(Backend backend, List<SearchTarget> devices, ErrorNormalization error) {
    int objectives = devices.get(0).metrics().size() + 1;
    float[] factors = new float[devices.size() * objectives];
    float[] shifts = new float[factors.length];
    for (int t = 0; t < devices.size(); t++) {
      int row = t * objectives;
      factors[row] = (float) error.factor();
      shifts[row] = (float) error.shift();
      for (int m = 1; m < objectives; m++) {
        TargetDevice.Calibration metric = devices.get(t).metrics().get(m - 1).metric();
        factors[row + m] = (float) metric.rate();
        shifts[row + m] = (float) metric.normalized(0);
      }
    }
    Shape shape = Shape.of(devices.size(), objectives);
    return new ObjectiveScales(
        backend, backend.tensor(shape, factors), backend.tensor(shape, shifts));
  }

  /** L of values in their own units. */
  Tensor normalized(Tensor values) {
    Tensor scaled = backend.allocate(shifts.shape());
    backend.elementwise().multiply(values, factors, scaled);
    Tensor normalized = backend.allocate(shifts.shape());
    backend.elementwise().sum(List.of(scaled, shifts), normalized);
    return normalized;
  }

  /** The gradient with respect to values that has this one with respect to L. */
  Tensor original(Tensor gradient) {
    Tensor original = backend.allocate(factors.shape());
    backend.elementwise().multiply(gradient, factors, original);
    return original;
  }
}
