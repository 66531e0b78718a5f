package org.jmodnas.tensor.backend.cpu;

import static org.jmodnas.tensor.backend.cpu.NativeStorage.address;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.PoolingKernels;

/**
 * 3×3 average pooling of stride 1 and padding 1, where the sum of a column serves three windows.
 */
final class WindowSums implements PoolingKernels {
  private static final Window WINDOW = new Window(3, 1, 1);
  private static final int LANES = 8;

  private final int instructionSet;

  WindowSums(CpuKernels.InstructionSet instructionSet) {
    this.instructionSet = instructionSet.ordinal();
  }

  /** Whether these kernels can compute the pooling: whole vectors of channels. */
  boolean suits(Window window, Shape x) {
    return window.equals(WINDOW) && x.dimension(3) % LANES == 0;
  }

  @Override
  public void averageForward(Window window, Tensor x, Tensor y) {
    Shape shape = x.shape();
    CpuKernels.jmodnas_average_forward(
        instructionSet,
        shape.dimension(0),
        shape.dimension(1),
        shape.dimension(2),
        shape.dimension(3),
        address(x),
        address(y));
  }

  @Override
  public void averageBackward(Window window, Tensor dy, Tensor dx) {
    Shape shape = dx.shape();
    CpuKernels.jmodnas_average_backward(
        instructionSet,
        shape.dimension(0),
        shape.dimension(1),
        shape.dimension(2),
        shape.dimension(3),
        address(dy),
        address(dx));
  }
}
