package org.jmodnas.tensor.backend.cpu;

import static org.jmodnas.tensor.backend.cpu.NativeStorage.address;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.ConvolutionKernels;

/**
 * 3×3 convolutions of stride 1 and padding 1 by Winograd's minimal filtering F(4×4, 3×3): a quarter
 * of the multiplications of the direct form (Lavin and Gray, 2015). Its rounding error is a few
 * times that of the direct form.
 */
final class WinogradConvolution implements ConvolutionKernels {
  private static final int TILE = 4;
  private static final int LANES = 8;
  private static final int MOST_WEIGHTS = 128 * 128;

  private final int instructionSet;

  WinogradConvolution(CpuKernels.InstructionSet instructionSet) {
    this.instructionSet = instructionSet.ordinal();
  }

  /**
   * Whether these kernels can compute the convolution, and are the faster ones: whole vectors of
   * channels, tiles of which little lies outside the image, and transformed weights that stay in
   * the cache.
   */
  boolean suits(Geometry geometry, Shape x, Shape w) {
    int height = x.dimension(1);
    int width = x.dimension(2);
    int out = w.dimension(0);
    int in = w.dimension(3);
    return geometry.stride() == 1
        && geometry.padding() == 1
        && w.dimension(1) == 3
        && w.dimension(2) == 3
        && in % LANES == 0
        && out % LANES == 0
        && in * out <= MOST_WEIGHTS
        && padded(height) * padded(width) <= 2 * height * width;
  }

  private static int padded(int size) {
    return (size + TILE - 1) / TILE * TILE;
  }

  @Override
  public void forward(Geometry geometry, Tensor x, Tensor w, Tensor y) {
    CpuKernels.jmodnas_winograd_forward(
        instructionSet,
        x.shape().dimension(0),
        x.shape().dimension(1),
        x.shape().dimension(2),
        x.shape().dimension(3),
        y.shape().dimension(3),
        address(x),
        address(w),
        address(y));
  }

  @Override
  public void backwardInput(Geometry geometry, Tensor w, Tensor dy, Tensor dx) {
    CpuKernels.jmodnas_winograd_backward_input(
        instructionSet,
        dx.shape().dimension(0),
        dx.shape().dimension(1),
        dx.shape().dimension(2),
        dx.shape().dimension(3),
        dy.shape().dimension(3),
        address(w),
        address(dy),
        address(dx));
  }

  @Override
  public void backwardWeight(Geometry geometry, Tensor x, Tensor dy, Tensor dw) {
    CpuKernels.jmodnas_winograd_backward_weight(
        instructionSet,
        x.shape().dimension(0),
        x.shape().dimension(1),
        x.shape().dimension(2),
        x.shape().dimension(3),
        dy.shape().dimension(3),
        address(x),
        address(dy),
        address(dw));
  }
}
