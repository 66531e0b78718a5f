package org.jmodnas.tensor.backend;

import org.jmodnas.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Matrix products. */
public interface MatrixKernels {
  /** An operand of a product: a matrix, or a batch of them, read as it lies or transposed. */
  record Operand(Tensor tensor, boolean transposed) {
    /** Rows as read. */
    public int rows() {
      return tensor.shape().dimension(transposed ? -1 : -2);
    }

    /** Columns as read. */
    public int columns() {
      return tensor.shape().dimension(transposed ? -2 : -1);
    }
  }

  /**
   * c = a·b (+ bias).
   *
   * @param a (m, k), or (batch or 1, m, k)
   * @param b (k, n), or (batch or 1, k, n)
   * @param bias (n), added to every row, or null
   * @param c (m, n), or (batch, m, n); overwritten
   */
  void multiply(Operand a, Operand b, @Nullable Tensor bias, Tensor c);
}
