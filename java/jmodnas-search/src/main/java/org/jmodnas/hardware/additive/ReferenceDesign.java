package org.jmodnas.hardware.additive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;

/**
 * Chooses the architectures to measure on a new device: one after the other the one that lowers the
 * mean squared error of all predictions most (I-optimal design).
 *
 * <p>Only those are considered all of whose operations lead to the output, and of them the half
 * whose metrics are most nearly sums over their decisions on the training devices: an outlier would
 * mislead the fit. The last is chosen otherwise, to tell what the runtime prunes: that of whose
 * metric a pruning runtime saves the largest share.
 */
public final class ReferenceDesign {
  private static final int CANDIDATES = 2000;

  /** Variances of a measurement and of coefficients that are not shared, in the prior's unit. */
  private static final double NOISE = 1e-2;

  private static final double OWN_VARIANCE = 1e-5;

  /** Share of the mean metric below which errors count as absolute ones. */
  private static final double SMALL = 0.2;

  private ReferenceDesign() {}

  /**
   * Indices of {@code count} architectures.
   *
   * @param table of the training devices
   * @param random draws the candidates
   * @throws ConfigurationException if the table has too few that all devices measured
   */
  public static List<Integer> choose(
      SearchSpace space, MetricTable table, List<String> devices, int count, Philox random) {
    AdditiveFeatures features = new AdditiveFeatures(space);
    List<Integer> typical = typical(space, features, table, devices);
    if (count > Math.min(typical.size(), CANDIDATES)) {
      throw new ConfigurationException(
          ("%d architectures cannot be chosen: %d are candidates, half of the connected ones that"
                  + " all of %s measured, and at most %d are looked at")
              .formatted(count, typical.size(), devices, CANDIDATES));
    }
    AdditivePrior prior =
        AdditivePredictor.learn(
                space, table, devices, typical.subList(0, Math.min(10, typical.size())))
            .prior();
    int[] order = random.permutation(typical.size());
    double[][] rows =
        Arrays.stream(order)
            .limit(CANDIDATES)
            .mapToObj(i -> features.of(typical.get(i), Pruning.NONE))
            .toArray(double[][]::new);
    OptionalInt telling = telling(features, table, devices, prior);
    int sums = count > 1 && telling.isPresent() ? count - 1 : count;
    List<Integer> chosen = new ArrayList<>();
    greedy(prior, features, rows, sums).forEach(i -> chosen.add(typical.get(order[i])));
    if (sums < count) {
      chosen.add(telling.getAsInt());
    }
    return List.copyOf(chosen);
  }

  /**
   * The architecture of whose metric the largest share, but not all, leads nowhere; if any does.
   */
  private static OptionalInt telling(
      AdditiveFeatures features, MetricTable table, List<String> devices, AdditivePrior prior) {
    double[] mean = new double[features.size()];
    for (List<Double> centre : prior.centres()) {
      for (int i = 0; i < centre.size(); i++) {
        mean[i] += centre.get(i) / prior.centres().size();
      }
    }
    OptionalInt best = OptionalInt.empty();
    double most = 0;
    for (int index : measured(table, devices)) {
      double whole = AdditivePredictor.dot(features.of(index, Pruning.NONE), mean);
      double[] used = features.of(index, Pruning.UNUSED);
      double left = AdditivePredictor.dot(used, mean);
      // Of an output that depends on the image something is left.
      if (used[0] != 0 && whole > 0 && 1 - left / whole > most) {
        most = 1 - left / whole;
        best = OptionalInt.of(index);
      }
    }
    return best;
  }

  /** The architectures that all devices measured. */
  private static List<Integer> measured(MetricTable table, List<String> devices) {
    return IntStream.range(0, table.architectures())
        .filter(i -> devices.stream().noneMatch(device -> Double.isNaN(table.value(device, i))))
        .boxed()
        .toList();
  }

  /** Architectures of the better half by how nearly they are sums, on average over the devices. */
  private static List<Integer> typical(
      SearchSpace space, AdditiveFeatures features, MetricTable table, List<String> devices) {
    double[] residuals = new double[table.architectures()];
    for (String device : devices) {
      Measurements all = Measurements.all(table, device);
      RelativeLeastSquares.Fit fit = RelativeLeastSquares.fit(all, features);
      double mean = all.mean();
      double[] apart = new double[residuals.length];
      Arrays.fill(apart, Double.NaN);
      for (int i = 0; i < all.size(); i++) {
        int index = all.architectures().get(i);
        double[] row = features.of(index, fit.pruning());
        double value = all.values().get(i);
        double error = value - AdditivePredictor.dot(row, fit.coefficients());
        apart[index] = Math.pow(error / Math.max(Math.abs(value), SMALL * mean), 2);
      }
      for (int i = 0; i < residuals.length; i++) {
        residuals[i] += apart[i];
      }
    }
    List<Integer> known =
        measured(table, devices).stream()
            .filter(i -> space.isConnected(space.architecture(i)))
            .sorted((a, b) -> Double.compare(residuals[a], residuals[b]))
            .toList();
    return known.subList(0, known.size() / 2);
  }

  private static List<Integer> greedy(
      AdditivePrior prior, AdditiveFeatures features, double[][] rows, int count) {
    RealMatrix all = new Array2DRowRealMatrix(rows, false);
    RealMatrix second = all.transpose().multiply(all).scalarMultiply(1.0 / rows.length);
    RealMatrix covariance = prior.covariance(features, OWN_VARIANCE);
    List<Integer> chosen = new ArrayList<>();
    while (chosen.size() < count) {
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      RealMatrix projected = all.multiply(covariance);
      for (int i = 0; i < rows.length; i++) {
        RealVector direction = projected.getRowVector(i);
        double variance = direction.dotProduct(all.getRowVector(i)) + NOISE;
        double gain = direction.dotProduct(second.operate(direction)) / variance;
        if (gain > most && !chosen.contains(i)) {
          most = gain;
          best = i;
        }
      }
      chosen.add(best);
      RealVector direction = projected.getRowVector(best);
      double variance = direction.dotProduct(new ArrayRealVector(rows[best])) + NOISE;
      covariance =
          covariance.subtract(direction.outerProduct(direction).scalarMultiply(1 / variance));
    }
    return chosen;
  }
}
