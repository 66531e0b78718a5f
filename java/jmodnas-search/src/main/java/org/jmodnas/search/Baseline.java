package org.jmodnas.search;

/**
 * What the loss of one device's architecture is compared with in the score-function estimate: the
 * mean loss of the other devices' architectures on the same images, which does not depend on its
 * own draw. A device on its own is compared with a running mean.
 */
final class Baseline {
  private static final double MEMORY = 0.9;

  private double runningMean = Double.NaN;

  /** Loss − baseline of each device. */
  double[] advantages(double[] losses) {
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    double[] advantages = new double[losses.length];
    if (losses.length == 1) {
      double before = Double.isNaN(runningMean) ? losses[0] : runningMean;
      advantages[0] = losses[0] - before;
      runningMean = MEMORY * before + (1 - MEMORY) * losses[0];
      return advantages;
    }
    for (int t = 0; t < losses.length; t++) {
      advantages[t] = losses[t] - (sum - losses[t]) / (losses.length - 1);
    }
    return advantages;
  }
}
