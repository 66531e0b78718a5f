package org.jmodnas.tensor.backend;

import java.util.List;
import org.jmodnas.tensor.Tensor;

/** Operations on each element; operands and result have equal size, and factors one element. */
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

  /** y = constant·factor·x. */
  void scale(Tensor x, Tensor factor, float constant, Tensor y);

  /** x = value. */
  void fill(Tensor x, float value);

  /** y = x. */
  void copy(Tensor x, Tensor y);

  /**
   * Copies runs of {@code width} neighbours, outer·inner of them, from one tensor to another; the
   * rest of {@code to} stays as it is. Runs of {@code to} do not overlap.
   */
  void copyRuns(Runs from, Runs to, int outer, int inner, int width);

  /**
   * Where runs lie in a tensor: run (i, j) begins at element start + i·outerStride + j·innerStride.
   */
  record Runs(Tensor tensor, int start, int outerStride, int innerStride) {}
}
