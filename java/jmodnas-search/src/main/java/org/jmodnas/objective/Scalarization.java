package org.jmodnas.objective;

import java.util.List;
import org.jmodnas.sampling.Preference;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;

/**
 * One number S(L; r) to minimise in place of M normalised objectives L, for a preference r between
 * them, or for several preferences on a device.
 */
public sealed interface Scalarization
    permits WeightedSum, SmoothTchebycheff, Cosmos, RaysHypervolume {
  /** Preferences of a device in one step; more than one where S is theirs together. */
  default int rays() {
    return 1;
  }

  /**
   * ∂S/∂L: how much each objective's gradient counts. Where not said otherwise it is computed on
   * the device, so that nobody waits for the values of the objectives.
   *
   * @param preferences r, one for each row
   * @param objectives L, (rows, M), each scaled so that 0 is about the best and 1 about the worst
   * @return (rows, M)
   */
  Tensor gradient(Backend backend, List<Preference> preferences, Tensor objectives);

  /** Whether the gradient depends on the values of the objectives. */
  default boolean comparesLevels() {
    return true;
  }
}
