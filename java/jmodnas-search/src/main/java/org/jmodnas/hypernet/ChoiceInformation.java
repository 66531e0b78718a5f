package org.jmodnas.hypernet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the choices of an architecture tell of the one condition that varies, a device or a
 * preference, while the other is fixed.
 *
 * <p>Of distributions π of equal weight the mutual information I(condition; choice) is their
 * Jensen–Shannon divergence (Lin, 1991): the entropy of their mean minus the mean of their
 * entropies.
 *
 * @param bits I(condition; choice), in bits, mean over decisions and over what is fixed
 * @param share the same over its maximum, the logarithm of the choices or of the conditions,
 *     whichever are fewer: 0 … 1, and 0 where a single condition leaves nothing to tell
 * @param architectures distinct most likely architectures, mean over what is fixed
 */
public record ChoiceInformation(double bits, double share, double architectures) {
  /**
   * The information of distributions π.
   *
   * @param pi of each value of what is fixed, each condition and each decision, the probabilities
   *     of the choices
   */
  static ChoiceInformation of(double[][][][] pi) {
    int decisions = pi[0][0].length;
    double bits = 0;
    double most = 0;
    long architectures = 0;
    for (double[][][] conditions : pi) {
      for (int e = 0; e < decisions; e++) {
        int decision = e;
        double[][] ofDecision =
            Arrays.stream(conditions).map(of -> of[decision]).toArray(double[][]::new);
        bits += divergence(ofDecision);
        most += log2(Math.min(ofDecision.length, ofDecision[0].length));
      }
      architectures +=
          Arrays.stream(conditions).map(ChoiceInformation::likeliest).distinct().count();
    }
    return new ChoiceInformation(
        bits / (decisions * pi.length),
        most == 0 ? 0 : bits / most,
        (double) architectures / pi.length);
  }

  /** The most likely choice of each decision; the first of equal ones. */
  static List<Integer> likeliest(double[][] decisions) {
    List<Integer> choices = new ArrayList<>();
    for (double[] probabilities : decisions) {
      int best = 0;
      for (int c = 1; c < probabilities.length; c++) {
        best = probabilities[c] > probabilities[best] ? c : best;
      }
      choices.add(best);
    }
    return choices;
  }

  /** The same decisions with all probability on the most likely choice. */
  static double[][] decided(double[][] decisions) {
    double[][] decided = new double[decisions.length][];
    List<Integer> likeliest = likeliest(decisions);
    for (int e = 0; e < decided.length; e++) {
      decided[e] = new double[decisions[e].length];
      decided[e][likeliest.get(e)] = 1;
    }
    return decided;
  }

  /** Entropy in bits. */
  static double entropy(double[] distribution) {
    return Arrays.stream(distribution).map(p -> p > 0 ? -p * log2(p) : 0).sum();
  }

  private static double divergence(double[][] distributions) {
    double[] mean = new double[distributions[0].length];
    double within = 0;
    for (double[] distribution : distributions) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += distribution[c] / distributions.length;
      }
      within += entropy(distribution) / distributions.length;
    }
    // Rounding can leave equal distributions a little below 0.
    return Math.max(entropy(mean) - within, 0);
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
