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
import org.jmodnas.tensor.ops.Normalization.Normalized;
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
      Tensor first = convolve(tape, Elementwise.relu(tape, x), "conv1", HALVING);
      Tensor halved = Normalization.batchNormRelu(tape, first, affine("norm1"));
      Tensor second = convolve(tape, halved, "conv2", SAME);
      Tensor pooled = Pooling.average(tape, x, POOLING);
      Tensor shortcut = convolve(tape, pooled, "shortcut", POINTWISE);
      return scope.keep(
          Normalization.sum(
              tape, List.of(shortcut), List.of(new Normalized(second, affine("norm2")))));
    }
  }

  private Tensor convolve(Tape tape, Tensor x, String name, Geometry geometry) {
    return Convolution.conv2d(tape, x, parameters.get(prefix + name + ".weight"), geometry);
  }

  private Affine affine(String name) {
    return new Affine(
        parameters.get(prefix + name + ".scale"), parameters.get(prefix + name + ".shift"));
  }
}
