package org.jmodnas.baselines.lamoo;

import org.jmodnas.tensor.ConfigurationException;

/**
 * Settings of {@link Lamoo}.
 *
 * @param initial how many architectures are drawn at random first
 * @param batch how many are then evaluated between one tree and the next
 * @param leafSize how many samples a leaf has at most, unless nothing divides them
 * @param exploration C_p, as a share of the hypervolume so far
 */
public record LamooSettings(
    int initial,
    int batch,
    int leafSize,
    double exploration,
    Kernel kernel,
    NodeSelection selection) {
  /** The paper's: 10 first, 5 a batch, leaves of 10, C_p of 10 %. */
  public static final LamooSettings DEFAULTS =
      new LamooSettings(10, 5, 10, .1, Kernel.POLYNOMIAL, NodeSelection.LEAF);

  public LamooSettings {
    if (initial < 1 || batch < 1 || leafSize < 2 || !(exploration >= 0)) {
      throw new ConfigurationException(
          "LaMOO needs at least '1' first sample, '1' a batch, '2' a leaf and a C_p of '0' or more; got '%d', '%d', '%d' and '%s'"
              .formatted(initial, batch, leafSize, exploration));
    }
  }
}
