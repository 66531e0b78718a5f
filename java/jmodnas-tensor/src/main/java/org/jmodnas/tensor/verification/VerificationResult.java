package org.jmodnas.tensor.verification;

/**
 * How far two backends lie apart on a case.
 *
 * @param error largest difference, in units of the largest expected value of the same result; NaN
 *     where either backend computed a value that is not finite, or failed
 * @param worst name of the result it was found in
 * @param failure why nothing could be compared; empty if it could
 */
public record VerificationResult(
    VerificationCase verified, double error, String worst, String failure) {
  /** Whether the backends agree. */
  public boolean passed() {
    return failure.isEmpty() && error <= verified.tolerance();
  }
}
