package org.jmodnas.tensor.backend;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;

/**
 * Where tensors live and kernels run: memory, scopes and kernel families.
 *
 * <p>An instance is one stream of work and belongs to one thread at a time. {@link #fork} gives
 * another stream over the same memory: tensors may be read by all of them once the writing stream
 * has handed them over.
 */
public interface Backend extends AutoCloseable {
  /** Short name, such as {@code cpu}. */
  String name();

  /** An uninitialised tensor, owned by the innermost open scope. */
  Tensor allocate(Shape shape);

  /** A tensor with these values, owned by the innermost open scope. */
  default Tensor tensor(Shape shape, float... values) {
    return allocate(shape).set(values);
  }

  /** A tensor filled with zeros, owned by the innermost open scope. */
  default Tensor zeros(Shape shape) {
    Tensor tensor = allocate(shape);
    elementwise().fill(tensor, 0);
    return tensor;
  }

  /** Makes the innermost open scope an owner of {@code tensor} as well. */
  Tensor adopt(Tensor tensor);

  /** Opens a scope inside the innermost open one. */
  TensorScope openScope();

  /** Another stream of work over the same memory, for another thread; closed by the caller. */
  Backend fork();

  /**
   * Whether calls return before their work is done, so that one thread keeps many streams busy and
   * reading a value means waiting for it.
   */
  boolean asynchronous();

  /** Live and peak bytes of all streams over this memory. */
  MemoryUse memory();

  MatrixKernels matrix();

  ConvolutionKernels convolution();

  NormalizationKernels normalization();

  PoolingKernels pooling();

  ElementwiseKernels elementwise();

  ReductionKernels reduction();

  SoftmaxKernels softmax();

  OptimizerKernels optimizer();

  SamplingKernels sampling();

  /** Releases every tensor of this stream's scopes, and the memory with the last stream. */
  @Override
  void close();
}
