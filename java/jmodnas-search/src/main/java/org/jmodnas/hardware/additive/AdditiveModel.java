package org.jmodnas.hardware.additive;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.jmodnas.space.SearchSpace;

/** A metric on one device, predicted for every architecture of a space in the metric's unit. */
public final class AdditiveModel {
  /** Deviations from its mean within which a normal variable lies nine times in ten. */
  static final double NINE_IN_TEN = 1.645;

  private final SearchSpace space;
  private final AdditiveFeatures features;
  private final PosteriorMixture.Moments posterior;
  private final double inflation;

  AdditiveModel(
      SearchSpace space,
      AdditiveFeatures features,
      PosteriorMixture.Moments posterior,
      double inflation) {
    this.space = space;
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

    /** Lower end of the interval. */
    public double lower() {
      return mean - margin;
    }

    /** Upper end of the interval. */
    public double upper() {
      return mean + margin;
    }
  }

  /** The metric of the architecture with this index. */
  public Prediction predict(int index) {
    return predict(features.of(space.architecture(index).choices()));
  }

  private Prediction predict(double[] row) {
    double variance = posterior.noise();
    for (int i = 0; i < row.length; i++) {
      if (row[i] != 0) {
        variance += row[i] * AdditivePredictor.dot(posterior.covariance()[i], row);
      }
    }
    double deviation = Math.sqrt(variance);
    return new Prediction(
        AdditivePredictor.dot(row, posterior.mean()), deviation, inflation * deviation);
  }

  /** The metric of an architecture of no cost beside the constant. */
  public double constant() {
    return posterior.mean()[0];
  }

  /** What each gate z adds to the metric, decision by decision: its gradient. */
  public double[] gateWeights() {
    return features.gateWeights(posterior.mean());
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
