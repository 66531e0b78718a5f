package org.jmodnas.hardware.additive;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/** A metric on one device, predicted for every architecture of a space in the metric's unit. */
public final class AdditiveModel {
  /** Deviations from its mean within which a normal variable lies nine times in ten. */
  static final double NINE_IN_TEN = 1.645;

  private final AdditiveFeatures features;
  private final PosteriorMixture.Moments posterior;
  private final double inflation;

  AdditiveModel(AdditiveFeatures features, PosteriorMixture.Moments posterior, double inflation) {
    this.features = features;
    this.posterior = posterior;
    this.inflation = inflation;
  }

  /**
   * A metric that was not measured.
   *
   * @param mean expected value
   * @param deviation of a measurement from it, as the posterior has it
   * @param margin half the width of the interval that holds nine of ten measurements; 0 where the
   *     metric is known
   */
  public record Prediction(double mean, double deviation, double margin) {
    /** Probability that a measurement is at most {@code limit}, by a normal distribution. */
    public double probabilityOfAtMost(double limit) {
      if (margin == 0) {
        return mean <= limit ? 1 : 0;
      }
      return distribution().cumulativeProbability(limit);
    }

    /** The value that a measurement exceeds with probability 1 − {@code probability}. */
    public double quantile(double probability) {
      return margin == 0 ? mean : distribution().inverseCumulativeProbability(probability);
    }

    private NormalDistribution distribution() {
      return new NormalDistribution(mean, margin / NINE_IN_TEN);
    }

    /** Lower end of the interval; no metric is below 0. */
    public double lower() {
      return Math.max(mean - margin, 0);
    }

    /** Upper end of the interval. */
    public double upper() {
      return mean + margin;
    }
  }

  /** The metric of the architecture with this index. */
  public Prediction predict(int index) {
    return predict(features.joint(index));
  }

  private Prediction predict(double[] row) {
    double variance = posterior.noise();
    for (int i = 0; i < row.length; i++) {
      if (row[i] != 0) {
        variance += row[i] * AdditivePredictor.dot(posterior.covariance()[i], row);
      }
    }
    double deviation = Math.sqrt(variance);
    // No metric is below 0, and a sum that is only nearly right can be.
    double mean = Math.max(AdditivePredictor.dot(row, posterior.mean()), 0);
    return new Prediction(mean, deviation, inflation * deviation);
  }

  /** The metric of an architecture of no cost beside the constant. */
  public double constant() {
    double constant = 0;
    for (Pruning pruning : Pruning.values()) {
      constant += posterior.mean()[pruning.ordinal() * features.size()];
    }
    return constant;
  }

  /**
   * What each gate z adds to the metric, decision by decision, where it leads to the output; a sum
   * over decisions that knows nothing of pruning.
   */
  public double[] gateWeights() {
    double[] weights = gateWeights(Pruning.NONE);
    double[] pruned = gateWeights(Pruning.UNUSED);
    Arrays.setAll(weights, i -> weights[i] + pruned[i]);
    return weights;
  }

  /** What each gate adds where it does not lead to the output, as far as it is not pruned. */
  double[] unusedGateWeights() {
    return gateWeights(Pruning.NONE);
  }

  private double[] gateWeights(Pruning pruning) {
    int start = pruning.ordinal() * features.size();
    return features.gateWeights(
        Arrays.copyOfRange(posterior.mean(), start, start + features.size()));
  }

  /** How far measurements lie from their predictions, each in its deviation. */
  double[] deviations(Measurements measured) {
    double[] deviations = new double[measured.size()];
    Arrays.setAll(
        deviations,
        i -> {
          Prediction prediction = predict(measured.architectures().get(i));
          return Math.abs(measured.values().get(i) - prediction.mean) / prediction.deviation;
        });
    return deviations;
  }
}
