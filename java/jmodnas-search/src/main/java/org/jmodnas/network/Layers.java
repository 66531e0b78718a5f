package org.jmodnas.network;

import java.util.List;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.PoolingKernels.Window;

/**
 * What the layers of a network compute in one pass. Images are (batch, height, width, channels);
 * the names of a layer's parameters begin with its own.
 */
public interface Layers {
  /** The tape of the pass. */
  Tape tape();

  /** Convolution without bias, with {@code name.weight}. */
  Tensor convolution(String name, Tensor x, Geometry geometry);

  /** Batch norm, with {@code name.scale} and {@code name.shift}. */
  Tensor norm(String name, Tensor x);

  /** max(x, 0). */
  Tensor relu(Tensor x);

  /** Mean over windows; padding does not count. */
  Tensor average(Tensor x, Window window);

  /** Mean over height and width, (batch, channels). */
  Tensor globalAverage(Tensor x);

  /** Sum of one or more tensors. */
  Tensor sum(List<Tensor> terms);

  /** Zeros of the shape of {@code x}. */
  Tensor zeros(Tensor x);

  /** (batch, features) to (batch, classes), with {@code name.weight} and {@code name.bias}. */
  Tensor linear(String name, Tensor x);

  /**
   * Called with the result of a block: all that follows depends on the images through what this
   * returns alone. It is called outside the block's scope, so both live as long as the pass.
   */
  Tensor boundary(String name, Tensor x);
}
