package org.jmodnas.supernet;

import java.util.List;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.NormalizationKernels.Affine;
import org.jmodnas.tensor.backend.PoolingKernels.Window;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Convolution;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Normalization;
import org.jmodnas.tensor.ops.Pooling;

/**
 * The fixed residual block between stages: ReLU-conv-BN twice, the first with stride 2, plus a
 * shortcut of 2×2 average pooling and a 1×1 convolution (NAS-Bench-201, Dong and Yang 2020).
 */
final class ReductionBlock {
  private static final Geometry HALVING = new Geometry(2, 1);
  private static final Geometry SAME = new Geometry(1, 1);
  private static final Geometry POINTWISE = new Geometry(1, 0);
  private static final Window POOLING = new Window(2, 2, 0);

  private final ParameterSet parameters;
  private final String prefix;

  ReductionBlock(ParameterSet parameters, String prefix) {
    this.parameters = parameters;
    this.prefix = prefix;
  }

  /** (batch, height, width, c) to (batch, height / 2, width / 2, 2c). */
  Tensor forward(Tape tape, Tensor x) {
    try (TensorScope scope = tape.backend().openScope()) {
      Tensor halved = reluConvNorm(tape, x, "1", HALVING);
      Tensor residual = reluConvNorm(tape, halved, "2", SAME);
      Tensor pooled = Pooling.average(tape, x, POOLING);
      Tensor shortcut =
          Convolution.conv2d(tape, pooled, parameters.get(prefix + "shortcut.weight"), POINTWISE);
      return scope.keep(Elementwise.sum(tape, List.of(shortcut, residual)));
    }
  }

  private Tensor reluConvNorm(Tape tape, Tensor x, String index, Geometry geometry) {
    Tensor w = parameters.get(prefix + "conv" + index + ".weight");
    Tensor y = Convolution.conv2d(tape, Elementwise.relu(tape, x), w, geometry);
    String norm = prefix + "norm" + index;
    return Normalization.batchNorm(
        tape, y, new Affine(parameters.get(norm + ".scale"), parameters.get(norm + ".shift")));
  }
}
