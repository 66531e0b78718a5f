package org.jmodnas.hypernet;

/**
 * How a device's products with the keys, q_k = ⟨d, E_k⟩ / √F, become the shares of the banks.
 *
 * @param function of q before the softmax
 * @param sharpness τ to begin with where it is learned, otherwise 1
 */
public record BankScores(Function function, double sharpness) {
  /** softmax(q). */
  public static final BankScores DOT = new BankScores(Function.DOT, 1);

  /** softmax(sin(q)), as published for NAS-Bench-201, which bounds how much a bank can prevail. */
  public static final BankScores SINE = new BankScores(Function.SINE, 1);

  /** What is done to q. */
  public enum Function {
    DOT,
    SINE,
    /** τ·q with a learned τ, the reciprocal of a temperature. */
    SCALED
  }

  public BankScores {
    if (!(sharpness > 0 && sharpness < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The sharpness of scores is a positive number, got '%s'".formatted(sharpness));
    }
  }

  /** softmax(τ·q) with a learned τ that begins at {@code sharpness}. */
  public static BankScores scaled(double sharpness) {
    return new BankScores(Function.SCALED, sharpness);
  }
}
