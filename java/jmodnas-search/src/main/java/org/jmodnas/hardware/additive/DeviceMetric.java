package org.jmodnas.hardware.additive;

import java.util.function.IntToDoubleFunction;

/**
 * A metric on one device: what is known of it, and predictions of the rest.
 *
 * @param model its predictions
 * @param known its value for an architecture by index, NaN where that is not known
 */
public record DeviceMetric(AdditiveModel model, IntToDoubleFunction known) {
  /** A metric of which nothing but predictions is known. */
  public static DeviceMetric predicted(AdditiveModel model) {
    return new DeviceMetric(model, index -> Double.NaN);
  }

  /** The metric of the architecture with this index; what is known has no margin. */
  public AdditiveModel.Prediction predict(int index) {
    double value = known.applyAsDouble(index);
    return Double.isNaN(value) ? model.predict(index) : new AdditiveModel.Prediction(value, 0, 0);
  }
}
