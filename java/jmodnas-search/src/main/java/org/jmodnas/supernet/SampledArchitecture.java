package org.jmodnas.supernet;

import java.util.Arrays;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jspecify.annotations.Nullable;

/**
 * An architecture drawn by a sampler: one operation for each decision and, where the gradient of
 * the architecture parameters is wanted, the gates z it came from.
 */
public final class SampledArchitecture {
  private final int[] choices;
  private final @Nullable Tensor gates;

  private SampledArchitecture(int[] choices, @Nullable Tensor gates) {
    this.choices = choices;
    this.gates = gates;
  }

  /** An architecture whose choices are constants. */
  public static SampledArchitecture fixed(int... choices) {
    return new SampledArchitecture(choices.clone(), null);
  }

  /**
   * An architecture with gates.
   *
   * @param gates z, (decisions, operations): 1 at each choice and 0 elsewhere
   */
  public static SampledArchitecture gated(int[] choices, Tensor gates) {
    return new SampledArchitecture(choices.clone(), gates);
  }

  /** Index of the operation chosen for {@code decision}. */
  public int choice(int decision) {
    return choices[decision];
  }

  /** The gates, if {@code tape} asks for their gradient. */
  @Nullable Tensor trackedGates(Tape tape) {
    return gates != null && tape.tracks(gates) ? gates : null;
  }

  @Override
  public String toString() {
    return Arrays.toString(choices);
  }
}
