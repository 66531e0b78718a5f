package org.jmodnas.hardware.additive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * What many devices teach about the next one: its shared coefficients, in units of its mean metric
 * on the reference architectures, are those of one of the training devices, give or take. A mixture
 * with a component for each of them, all with the same covariance.
 *
 * @param references indices of the architectures whose mean metric is the unit
 * @param centres the components' means, one list of shared coefficients a device
 * @param covariance of each component, row by row
 * @param inflation deviations of a prediction within which nine of ten metrics are expected
 * @param prunings what each training device's runtime leaves out; null, in older files, for nothing
 */
public record AdditivePrior(
    List<Integer> references,
    List<List<Double>> centres,
    List<List<Double>> covariance,
    double inflation,
    @Nullable List<Pruning> prunings) {
  /** How often a device is expected to cost as another does but to prune otherwise. */
  private static final double OTHER_PRUNING = 0.02;

  /** Covariance of a component in that of the training devices. */
  private static final double SPREAD = 0.3;

  /** Share by which covariances between features are shrunk to 0. */
  private static final double SHRINKAGE = 0.3;

  private static final double SMALLEST_VARIANCE = 1e-4;

  public AdditivePrior {
    references = List.copyOf(references);
    centres = centres.stream().map(List::copyOf).toList();
    covariance = covariance.stream().map(List::copyOf).toList();
    prunings =
        prunings == null
            ? Collections.nCopies(centres.size(), Pruning.NONE)
            : List.copyOf(prunings);
    if (prunings.size() != centres.size()) {
      throw new ConfigurationException(
          "A prior of %d devices tells what each of them prunes, got '%s'"
              .formatted(centres.size(), prunings));
    }
  }

  /**
   * The prior of devices with these shared coefficients, in their units.
   *
   * @param centres (devices, shared features)
   * @param prunings of the devices
   */
  static AdditivePrior of(
      List<Integer> references, List<double[]> centres, List<Pruning> prunings, double inflation) {
    int size = centres.get(0).length;
    double[] mean = new double[size];
    for (double[] centre : centres) {
      for (int i = 0; i < size; i++) {
        mean[i] += centre[i] / centres.size();
      }
    }
    List<List<Double>> covariance = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        double sum = 0;
        for (double[] centre : centres) {
          sum += (centre[i] - mean[i]) * (centre[j] - mean[j]);
        }
        double sample = sum / Math.max(centres.size() - 1, 1);
        double shrunk = i == j ? sample + SMALLEST_VARIANCE : (1 - SHRINKAGE) * sample;
        row.add(SPREAD * shrunk);
      }
      covariance.add(row);
    }
    return new AdditivePrior(
        references,
        centres.stream().map(AdditivePrior::boxed).toList(),
        covariance,
        inflation,
        prunings);
  }

  /**
   * Covariance of all coefficients of a component.
   *
   * @param own variance of those that are not shared
   */
  RealMatrix covariance(AdditiveFeatures features, double own) {
    RealMatrix all = new Array2DRowRealMatrix(features.size(), features.size());
    for (int i = 0; i < features.size(); i++) {
      if (i >= features.shared()) {
        all.setEntry(i, i, own);
        continue;
      }
      for (int j = 0; j < features.shared(); j++) {
        all.setEntry(i, j, covariance.get(i).get(j));
      }
    }
    return all;
  }

  /** Probability of {@code pruning} for a device like training device t. */
  double probability(int t, Pruning pruning) {
    return Objects.requireNonNull(prunings).get(t) == pruning
        ? 1 - OTHER_PRUNING
        : OTHER_PRUNING / (Pruning.values().length - 1);
  }

  /** The same with another inflation. */
  AdditivePrior withInflation(double newInflation) {
    return new AdditivePrior(references, centres, covariance, newInflation, prunings);
  }

  private static List<Double> boxed(double[] values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
