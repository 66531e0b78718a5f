package org.jmodnas.tensor.backend;

import org.jmodnas.tensor.Tensor;

/** Sums that shrink a tensor. */
public interface ReductionKernels {
  /** Σ x over all elements, on the host. */
  double sum(Tensor x);

  /** Σ a·b over all elements, on the host. */
  double dot(Tensor a, Tensor b);

  /** y[j] = Σ_i x[i, j] for x read as (rows, columns), columns the innermost dimension. */
  void sumRows(Tensor x, Tensor y);
}
