package org.jmodnas.tensor.autodiff;

import org.jmodnas.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Vector-Jacobian product of one operation: from the gradient of its output to those of its inputs.
 */
@FunctionalInterface
public interface Vjp {
  /**
   * The gradients of the inputs, in their order.
   *
   * @param gradient gradient of the output, of its shape; not to be written to
   * @param needed which inputs need one; an entry that is not needed may be null
   */
  @Nullable Tensor[] apply(Tensor gradient, boolean[] needed);
}
