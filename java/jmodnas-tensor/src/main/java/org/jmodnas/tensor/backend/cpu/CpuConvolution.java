package org.jmodnas.tensor.backend.cpu;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ConvolutionKernels;
import org.jspecify.annotations.Nullable;

/** Convolutions by the kernels that are fastest for the shape. */
final class CpuConvolution implements ConvolutionKernels {
  private final ConvolutionKernels direct;
  private final @Nullable WinogradConvolution winograd;

  CpuConvolution(OneDnn library, MemoryPool pool) {
    direct = new DirectConvolution(library, pool);
    winograd = CpuKernels.instructionSet().map(WinogradConvolution::new).orElse(null);
  }

  @Override
  public void forward(Geometry geometry, Tensor x, Tensor w, Tensor y) {
    kernels(geometry, x.shape(), w.shape()).forward(geometry, x, w, y);
  }

  @Override
  public void backwardInput(Geometry geometry, Tensor w, Tensor dy, Tensor dx) {
    kernels(geometry, dx.shape(), w.shape()).backwardInput(geometry, w, dy, dx);
  }

  @Override
  public void backwardWeight(Geometry geometry, Tensor x, Tensor dy, Tensor dw) {
    kernels(geometry, x.shape(), dw.shape()).backwardWeight(geometry, x, dy, dw);
  }

  private ConvolutionKernels kernels(Geometry geometry, Shape x, Shape w) {
    return winograd != null && winograd.suits(geometry, x, w) ? winograd : direct;
  }
}
