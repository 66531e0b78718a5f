package org.jmodnas.tensor.backend.dry;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
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
 * Runs a computation for its shapes: every tensor is counted, none has memory, all values are 0 and
 * kernels do nothing. What a computation would hold on a real backend is so known in advance,
 * except for what kernels take for themselves while they run.
 */
public final class DryBackend implements Backend {
  private final DryMemory memory;
  private final ScopeStack scopes = new ScopeStack();

  /** A backend over memory of its own. */
  public DryBackend() {
    this(new DryMemory());
  }

  private DryBackend(DryMemory memory) {
    this.memory = memory;
  }

  /** Bytes that {@code work} holds at most at a time, beside what is live before it. */
  public long peakOf(Runnable work) {
    long before = memory.restart();
    work.run();
    return memory.use().peak() - before;
  }

  @Override
  public String name() {
    return "dry";
  }

  @Override
  public Tensor allocate(Shape shape) {
    Tensor tensor = new Tensor(shape, memory.storage(shape.size()), 0);
    scopes.adopt(tensor.storage());
    return tensor;
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
    return new DryBackend(memory);
  }

  @Override
  public boolean asynchronous() {
    return false;
  }

  @Override
  public MemoryUse memory() {
    return memory.use();
  }

  @Override
  public MatrixKernels matrix() {
    return idle(MatrixKernels.class);
  }

  @Override
  public ConvolutionKernels convolution() {
    return idle(ConvolutionKernels.class);
  }

  @Override
  public NormalizationKernels normalization() {
    return idle(NormalizationKernels.class);
  }

  @Override
  public PoolingKernels pooling() {
    return idle(PoolingKernels.class);
  }

  @Override
  public ElementwiseKernels elementwise() {
    return idle(ElementwiseKernels.class);
  }

  @Override
  public ReductionKernels reduction() {
    return idle(ReductionKernels.class);
  }

  @Override
  public SoftmaxKernels softmax() {
    return idle(SoftmaxKernels.class);
  }

  @Override
  public OptimizerKernels optimizer() {
    return idle(OptimizerKernels.class);
  }

  @Override
  public SamplingKernels sampling() {
    return idle(SamplingKernels.class);
  }

  @Override
  public void close() {
    scopes.close();
  }

  /** Kernels that do nothing; a number that one returns is 0. */
  private static <K> K idle(Class<K> family) {
    return family.cast(
        Proxy.newProxyInstance(
            family.getClassLoader(),
            new Class<?>[] {family},
            (kernels, method, arguments) -> nothing(method)));
  }

  private static Object nothing(Method method) {
    return method.getReturnType() == double.class ? (Object) 0.0 : null;
  }
}
