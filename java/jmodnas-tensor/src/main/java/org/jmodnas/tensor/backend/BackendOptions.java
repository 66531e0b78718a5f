package org.jmodnas.tensor.backend;

/**
 * What a backend may give up to be faster. It gives up nothing else, and ignores what it has no use
 * for: the CPU backend is deterministic and computes in single precision whatever is allowed.
 *
 * @param deterministic whether the same call on the same values gives the same bits every time
 * @param tf32 whether products may round their operands to TF32, which has 10 bits of mantissa
 */
public record BackendOptions(boolean deterministic, boolean tf32) {
  /** Deterministic, and without TF32. */
  public static BackendOptions standard() {
    return new BackendOptions(true, false);
  }
}
