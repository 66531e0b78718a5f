package org.jmodnas.tensor.backend.cpu;

import org.jmodnas.tensor.ScopeStack;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ConvolutionKernels;
import org.jmodnas.tensor.backend.ElementwiseKernels;
import org.jmodnas.tensor.backend.MatrixKernels;
import org.jmodnas.tensor.backend.MemoryUse;
import org.jmodnas.tensor.backend.NormalizationKernels;
import org.jmodnas.tensor.backend.OptimizerKernels;
import org.jmodnas.tensor.backend.PoolingKernels;
import org.jmodnas.tensor.backend.ReductionKernels;
import org.jmodnas.tensor.backend.SamplingKernels;
import org.jmodnas.tensor.backend.SoftmaxKernels;

/** One stream of single-threaded oneDNN work over memory shared with its forks. */
final class CpuBackend implements Backend {
  private final MemoryPool pool;
  private final ScopeStack scopes = new ScopeStack();
  private final OneDnn library = new OneDnn();
  private final MatrixKernels matrix = new CpuMatrix(library);
  private final ConvolutionKernels convolution;
  private final NormalizationKernels normalization = new CpuNormalization(library, this);
  private final PoolingKernels pooling = new CpuPooling(library);
  private final ElementwiseKernels elementwise = new CpuElementwise(library);
  private final ReductionKernels reduction = new CpuReduction(this);
  private final SoftmaxKernels softmax = new CpuSoftmax();
  private final OptimizerKernels optimizer = new CpuOptimizer(this);
  private final SamplingKernels sampling = new CpuSampling(this);
  private boolean closed;

  CpuBackend(MemoryPool pool) {
    this.pool = pool;
    this.convolution = new CpuConvolution(library, pool);
    pool.open();
  }

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public Tensor allocate(Shape shape) {
    NativeStorage storage = new NativeStorage(pool, shape.size());
    scopes.adopt(storage);
    return new Tensor(shape, storage, 0);
  }

  @Override
  public Tensor adopt(Tensor tensor) {
    tensor.storage().retain();
    scopes.adopt(tensor.storage());
    return tensor;
  }

  @Override
  public TensorScope openScope() {
    return scopes.open();
  }

  @Override
  public Backend fork() {
    return new CpuBackend(pool);
  }

  @Override
  public boolean asynchronous() {
    return false;
  }

  @Override
  public MemoryUse memory() {
    return pool.use();
  }

  @Override
  public MatrixKernels matrix() {
    return matrix;
  }

  @Override
  public ConvolutionKernels convolution() {
    return convolution;
  }

  @Override
  public NormalizationKernels normalization() {
    return normalization;
  }

  @Override
  public PoolingKernels pooling() {
    return pooling;
  }

  @Override
  public ElementwiseKernels elementwise() {
    return elementwise;
  }

  @Override
  public ReductionKernels reduction() {
    return reduction;
  }

  @Override
  public SoftmaxKernels softmax() {
    return softmax;
  }

  @Override
  public OptimizerKernels optimizer() {
    return optimizer;
  }

  @Override
  public SamplingKernels sampling() {
    return sampling;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    scopes.close();
    library.close();
    pool.close();
  }
}
