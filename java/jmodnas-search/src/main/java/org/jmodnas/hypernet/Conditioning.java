package org.jmodnas.hypernet;

import java.util.Arrays;

/**
 * How much the architectures of a hypernetwork depend on the device and on the preference, over
 * some devices and preferences that count equally.
 *
 * @param device I(device; choice | r): what choices tell of the device at a fixed preference
 * @param preference I(preference; choice | d): what they tell of the preference on a fixed device
 * @param entropyBits mean entropy of π = softmax(α), in bits a decision: how undecided it is
 * @param architectures distinct most likely architectures in all
 */
public record Conditioning(
    ChoiceInformation device, ChoiceInformation preference, double entropyBits, int architectures) {
  /**
   * The conditioning of distributions π.
   *
   * @param pi of each device, each preference and each decision, the probabilities of the choices
   */
  public static Conditioning of(double[][][][] pi) {
    double entropy =
        Arrays.stream(pi)
            .flatMap(Arrays::stream)
            .flatMap(Arrays::stream)
            .mapToDouble(ChoiceInformation::entropy)
            .average()
            .orElseThrow();
    long architectures =
        Arrays.stream(pi)
            .flatMap(Arrays::stream)
            .map(ChoiceInformation::likeliest)
            .distinct()
            .count();
    return new Conditioning(
        ChoiceInformation.of(byPreference(pi)),
        ChoiceInformation.of(pi),
        entropy,
        (int) architectures);
  }

  /** The same distributions by preference first and device second. */
  private static double[][][][] byPreference(double[][][][] pi) {
    double[][][][] turned = new double[pi[0].length][pi.length][][];
    for (int r = 0; r < turned.length; r++) {
      for (int d = 0; d < pi.length; d++) {
        turned[r][d] = pi[d][r];
      }
    }
    return turned;
  }
}
