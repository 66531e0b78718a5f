package org.jmodnas.hypernet;

import java.util.Arrays;

/**
 * How much the architectures of a hypernetwork depend on the device and on the preference, over
 * some devices and preferences that count equally.
 *
 * @param device I(device; choice | r): what choices drawn from π = softmax(α) tell of the device at
 *     a fixed preference
 * @param preference I(preference; choice | d): what they tell of the preference on a fixed device
 * @param likeliestDevice the same as {@code device} for the most likely choices, which a front has
 * @param likeliestPreference the same as {@code preference} for them
 * @param entropyBits mean entropy of π, in bits a decision: how undecided it is
 * @param architectures distinct most likely architectures in all
 */
public record Conditioning(
    ChoiceInformation device,
    ChoiceInformation preference,
    ChoiceInformation likeliestDevice,
    ChoiceInformation likeliestPreference,
    double entropyBits,
    int architectures) {
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
    double[][][][] likeliest =
        Arrays.stream(pi)
            .map(
                device ->
                    Arrays.stream(device)
                        .map(ChoiceInformation::decided)
                        .toArray(double[][][]::new))
            .toArray(double[][][][]::new);
    return new Conditioning(
        ChoiceInformation.of(byPreference(pi)),
        ChoiceInformation.of(pi),
        ChoiceInformation.of(byPreference(likeliest)),
        ChoiceInformation.of(likeliest),
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
