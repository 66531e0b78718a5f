package org.jmodnas.objective;

import java.util.function.ToDoubleBiFunction;
import org.jmodnas.sampling.Preference;

/** The values of scalarisations in float64, of a preference and the normalised objectives. */
public final class ScalarizationValues {
  private ScalarizationValues() {}

  public static ToDoubleBiFunction<Preference, double[]> weightedSum(double exponent) {
    return (r, values) -> {
      double sum = 0;
      double norm = 0;
      for (int m = 0; m < values.length; m++) {
        sum += Math.pow(r.weight(m), exponent) * values[m];
        norm += Math.pow(r.weight(m), exponent);
      }
      return sum / norm;
    };
  }

  public static ToDoubleBiFunction<Preference, double[]> tchebycheff(double smoothing) {
    return (r, values) -> {
      double sum = 0;
      for (int m = 0; m < values.length; m++) {
        sum += Math.exp(r.weight(m) * values[m] / smoothing);
      }
      return smoothing * Math.log(sum);
    };
  }

  public static ToDoubleBiFunction<Preference, double[]> cosmos(double weight) {
    return (r, values) -> {
      double product = 0;
      double ofPreference = 0;
      double ofValues = values.length * 1e-4;
      for (int m = 0; m < values.length; m++) {
        product += r.weight(m) * values[m];
        ofPreference += r.weight(m) * r.weight(m);
        ofValues += values[m] * values[m];
      }
      return product - weight * product / Math.sqrt(ofPreference * ofValues);
    };
  }
}
