package org.jmodnas.cuda;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.PoolingKernels;

/** Average pooling by our own kernels. */
final class CudaPooling implements PoolingKernels {
  private final StreamResources resources;

  CudaPooling(StreamResources resources) {
    this.resources = resources;
  }

  @Override
  public void averageForward(Window window, Tensor x, Tensor y) {
    KernelLauncher.Call call = resources.kernel("average_pool_forward").reads(x).writes(y);
    sizes(call, window, x.shape(), y.shape()).launchOver(y.shape().size());
  }

  @Override
  public void averageBackward(Window window, Tensor dy, Tensor dx) {
    KernelLauncher.Call call = resources.kernel("average_pool_backward").reads(dy).writes(dx);
    sizes(call, window, dx.shape(), dy.shape()).launchOver(dx.shape().size());
  }

  private static KernelLauncher.Call sizes(
      KernelLauncher.Call call, Window window, Shape x, Shape y) {
    return call.integers(
        x.dimension(0),
        x.dimension(1),
        x.dimension(2),
        x.dimension(3),
        y.dimension(1),
        y.dimension(2),
        window.size(),
        window.stride(),
        window.padding());
  }
}
