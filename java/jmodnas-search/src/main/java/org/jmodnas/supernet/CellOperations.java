package org.jmodnas.supernet;

import java.util.List;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.PoolingKernels.Window;
import org.jmodnas.tensor.ops.Convolution;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Pooling;
import org.jmodnas.tensor.ops.Shaping;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a cell's edges in one evaluation. The ReLU before a convolution is shared by
 * all convolutions that leave a node. The 1×1 convolution is the centre tap of the 3×3 one (weight
 * entanglement).
 */
final class CellOperations {
  private static final Geometry CONVOLUTION_3X3 = new Geometry(1, 1);
  private static final Geometry CONVOLUTION_1X1 = new Geometry(1, 0);
  private static final Window POOLING_3X3 = new Window(3, 1, 1);

  private final Tape tape;
  private final List<Tensor> weights;
  private final @Nullable Tensor[] rectified = new Tensor[CellTopology.NODES];

  /**
   * Operations of one evaluation.
   *
   * @param weights 3×3 kernel of each edge, (channels, 3, 3, channels)
   */
  CellOperations(Tape tape, List<Tensor> weights) {
    this.tape = tape;
    this.weights = weights;
  }

  /** 3×3 average pooling of a node's value. */
  Tensor pool(Tensor source) {
    return Pooling.average(tape, source, POOLING_3X3);
  }

  /** ReLU and 1×1 convolution of the value of the edge's source, yet to be normalised. */
  Tensor convolve1x1(CellTopology.Edge edge, Tensor source) {
    Tensor x = rectified(edge, source);
    Tensor w = Shaping.centreTap(tape, weights.get(edge.decision()));
    return Convolution.conv2d(tape, x, w, CONVOLUTION_1X1);
  }

  /** ReLU and 3×3 convolution of the value of the edge's source, yet to be normalised. */
  Tensor convolve3x3(CellTopology.Edge edge, Tensor source) {
    Tensor x = rectified(edge, source);
    Tensor w = weights.get(edge.decision());
    return Convolution.conv2d(tape, x, w, CONVOLUTION_3X3);
  }

  private Tensor rectified(CellTopology.Edge edge, Tensor source) {
    Tensor x = rectified[edge.source()];
    if (x == null) {
      x = Elementwise.relu(tape, source);
      rectified[edge.source()] = x;
    }
    return x;
  }
}
