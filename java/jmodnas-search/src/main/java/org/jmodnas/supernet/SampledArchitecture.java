package org.jmodnas.supernet;

import java.util.Arrays;
import java.util.Objects;
import org.jmodnas.tensor.ShapeMismatchException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jspecify.annotations.Nullable;

/**
 * An architecture drawn by a sampler: one operation for each decision and, where the gradient of
 * the architecture parameters is wanted, the gates z it came from. Or all operations of each
 * decision, weighted by dense gates.
 */
public final class SampledArchitecture {
  private final int[] choices;
  private final @Nullable Tensor gates;
  private final float @Nullable [] weights;

  private SampledArchitecture(int[] choices, @Nullable Tensor gates, float @Nullable [] weights) {
    this.choices = choices;
    this.gates = gates;
    this.weights = weights;
  }

  /** An architecture whose choices are constants. */
  public static SampledArchitecture fixed(int... choices) {
    return new SampledArchitecture(choices.clone(), null, null);
  }

  /**
   * An architecture with gates.
   *
   * @param gates z, (decisions, operations): 1 at each choice and 0 elsewhere
   */
  public static SampledArchitecture gated(int[] choices, Tensor gates) {
    return new SampledArchitecture(choices.clone(), gates, null);
  }

  /**
   * A mixture of all architectures: each decision runs every operation, weighted by its gate. The
   * gates are constants if the tape of a pass does not track them.
   *
   * @param choices the operation that stands for each decision where one is asked for
   * @param gates z, (decisions, operations), any numbers
   * @param weights the values of {@code gates}, row-major
   */
  public static SampledArchitecture mixed(int[] choices, Tensor gates, float[] weights) {
    if (gates.shape().rank() != 2 || gates.shape().dimension(0) != choices.length) {
      throw new ShapeMismatchException(
          "mixed architecture", "gates (" + choices.length + ", operations)", gates.shape());
    }
    return new SampledArchitecture(choices.clone(), gates, weights.clone());
  }

  /** Index of the operation chosen for {@code decision}. */
  public int choice(int decision) {
    return choices[decision];
  }

  /** The gates, if {@code tape} asks for their gradient. */
  @Nullable Tensor trackedGates(Tape tape) {
    return gates != null && tape.tracks(gates) ? gates : null;
  }

  /** The gates, if every operation runs, weighted by its gate. */
  @Nullable Tensor denseGates() {
    return weights == null ? null : gates;
  }

  /** The values of the dense gates, row-major. */
  float[] weights() {
    return Objects.requireNonNull(weights, "only a mixture has weights");
  }

  @Override
  public String toString() {
    return Arrays.toString(choices);
  }
}
