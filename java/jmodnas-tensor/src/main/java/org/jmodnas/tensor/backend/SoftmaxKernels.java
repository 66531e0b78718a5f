package org.jmodnas.tensor.backend;

import org.jmodnas.tensor.Tensor;

/** Softmax over the innermost dimension, and its fusion with cross entropy. */
public interface SoftmaxKernels {
  /** y = softmax(x), each row. */
  void forward(Tensor x, Tensor y);

  /** dx = y ⊙ (dy − ⟨dy, y⟩), each row. */
  void backward(Tensor y, Tensor dy, Tensor dx);

  /**
   * Mean over rows of −Σ_c q_c log softmax(x)_c with q = (1 − s)·onehot(label) + s/classes.
   *
   * @param x (batch, classes)
   * @param labels class of each row
   * @param smoothing s in [0, 1)
   * @param dx receives the gradient of the mean with respect to x
   * @param mean receives the mean, one element
   */
  void crossEntropy(Tensor x, int[] labels, float smoothing, Tensor dx, Tensor mean);
}
