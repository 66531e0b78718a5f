package org.jmodnas.cuda;

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

/**
 * One CUDA stream of work over memory shared with its forks. Nothing has to be done to hand a
 * tensor over to a fork: its stream waits for the work on the tensor's memory that was queued
 * before, and so does whatever writes there later.
 */
final class CudaBackend implements Backend {
  private final StreamResources resources;
  private final ScopeStack scopes = new ScopeStack();
  private final MatrixKernels matrix;
  private final CudaConvolution convolution;
  private final NormalizationKernels normalization;
  private final PoolingKernels pooling;
  private final ElementwiseKernels elementwise;
  private final ReductionKernels reduction;
  private final SoftmaxKernels softmax;
  private final OptimizerKernels optimizer;
  private final SamplingKernels sampling;
  private boolean closed;

  /** The first stream of {@code context}. */
  CudaBackend(CudaContext context) {
    this(new StreamResources(context));
  }

  private CudaBackend(StreamResources resources) {
    this.resources = resources;
    matrix = new CudaMatrix(resources);
    convolution = new CudaConvolution(resources);
    pooling = new CudaPooling(resources);
    elementwise = new CudaElementwise(resources);
    normalization = new CudaNormalization(resources, elementwise);
    reduction = new CudaReduction(resources);
    softmax = new CudaSoftmax(resources);
    optimizer = new CudaOptimizer(resources);
    sampling = new CudaSampling(resources);
  }

  @Override
  public String name() {
    return "cuda";
  }

  @Override
  public Tensor allocate(Shape shape) {
    CudaStorage storage = new CudaStorage(resources, shape.size());
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
    return new CudaBackend(StreamResources.fork(resources.context()));
  }

  @Override
  public boolean asynchronous() {
    return true;
  }

  @Override
  public MemoryUse memory() {
    return resources.context().memory().use();
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
    try {
      scopes.close();
      convolution.close();
    } finally {
      resources.close();
    }
  }
}
