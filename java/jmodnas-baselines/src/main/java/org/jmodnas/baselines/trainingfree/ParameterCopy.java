package org.jmodnas.baselines.trainingfree;

import java.util.function.BiFunction;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.nn.ParameterSet;

/** Copies of a network's parameters. */
final class ParameterCopy {
  private ParameterCopy() {}

  /**
   * Changed parameters of the same names and shapes, owned by the innermost open scope.
   *
   * @param change makes the new values from the name and the old ones, which it may write to
   */
  static ParameterSet of(
      ParameterSet parameters, Backend backend, BiFunction<String, float[], float[]> change) {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    parameters.forEach(
        (name, tensor) -> builder.add(name, tensor.shape(), change.apply(name, tensor.toArray())));
    return builder.build(backend);
  }
}
