package org.jmodnas.tensor.backend.cpu;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.PoolingKernels;
import org.jspecify.annotations.Nullable;

/** Average pooling by the kernels that are fastest for the shape. */
final class CpuPooling implements PoolingKernels {
  private final PoolingKernels direct;
  private final @Nullable WindowSums windowSums;

  CpuPooling(OneDnn library) {
    direct = new DirectPooling(library);
    windowSums = CpuKernels.instructionSet().map(WindowSums::new).orElse(null);
  }

  @Override
  public void averageForward(Window window, Tensor x, Tensor y) {
    kernels(window, x.shape()).averageForward(window, x, y);
  }

  @Override
  public void averageBackward(Window window, Tensor dy, Tensor dx) {
    kernels(window, dx.shape()).averageBackward(window, dy, dx);
  }

  private PoolingKernels kernels(Window window, Shape x) {
    return windowSums != null && windowSums.suits(window, x) ? windowSums : direct;
  }
}
