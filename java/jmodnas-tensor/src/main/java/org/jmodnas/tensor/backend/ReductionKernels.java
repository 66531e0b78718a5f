package org.jmodnas.tensor.backend;

import org.jmodnas.tensor.Tensor;

/** Sums that shrink a tensor. */
public interface ReductionKernels {
  /** total = Σ x over all elements. */
  void sum(Tensor x, Tensor total);

  /** total = Σ a·b over all elements. */
  void dot(Tensor a, Tensor b, Tensor total);

  /** y[j] = Σ_i x[i, j] for x read as (rows, columns), columns the innermost dimension. */
  void sumRows(Tensor x, Tensor y);
}
