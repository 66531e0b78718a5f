package org.jmodnas.tensor.backend;

import java.util.List;
import org.jmodnas.tensor.Tensor;

/** Operations on each element; operands and result have equal size. */
public interface ElementwiseKernels {
  /** Functions of one variable. */
  enum Function {
    RELU,
    SIN,
    EXP
  }

  /** y = f(x). */
  void apply(Function function, Tensor x, Tensor y);

  /** dx = f′(x)·dy, for y = f(x). */
  void applyBackward(Function function, Saved saved, Tensor dy, Tensor dx);

  /** Input and output of a function; a backend reads the one it needs. */
  record Saved(Tensor x, Tensor y) {}

  /** y = Σ terms, in one pass; at least one term. */
  void sum(List<Tensor> terms, Tensor y);

  /** y = Σ weights[i]·terms[i]; at least one term, and y is none of them. */
  void weightedSum(List<Tensor> terms, float[] weights, Tensor y);

  /** y = a·b. */
  void multiply(Tensor a, Tensor b, Tensor y);

  /** y = factor·x + constant. */
  void affine(Tensor x, float factor, float constant, Tensor y);

  /** x = value. */
  void fill(Tensor x, float value);

  /** y = x. */
  void copy(Tensor x, Tensor y);
}
