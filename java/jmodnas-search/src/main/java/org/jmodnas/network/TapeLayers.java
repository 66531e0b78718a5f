package org.jmodnas.network;

import java.util.List;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.NormalizationKernels.Affine;
import org.jmodnas.tensor.backend.PoolingKernels.Window;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.ops.Convolution;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Matrix;
import org.jmodnas.tensor.ops.Normalization;
import org.jmodnas.tensor.ops.Pooling;

/** Layers with these parameters, recorded on a tape. Batch norm uses the batch's statistics. */
public record TapeLayers(Tape tape, ParameterSet parameters) implements Layers {
  @Override
  public Tensor convolution(String name, Tensor x, Geometry geometry) {
    return Convolution.conv2d(tape, x, parameters.get(name + ".weight"), geometry);
  }

  @Override
  public Tensor norm(String name, Tensor x) {
    Affine affine = new Affine(parameters.get(name + ".scale"), parameters.get(name + ".shift"));
    return Normalization.batchNorm(tape, x, affine);
  }

  @Override
  public Tensor relu(Tensor x) {
    return Elementwise.relu(tape, x);
  }

  @Override
  public Tensor average(Tensor x, Window window) {
    return Pooling.average(tape, x, window);
  }

  @Override
  public Tensor globalAverage(Tensor x) {
    return Pooling.globalAverage(tape, x);
  }

  @Override
  public Tensor sum(List<Tensor> terms) {
    return Elementwise.sum(tape, terms);
  }

  @Override
  public Tensor zeros(Tensor x) {
    return tape.backend().zeros(x.shape());
  }

  @Override
  public Tensor linear(String name, Tensor x) {
    return Matrix.linear(tape, x, parameters.get(name + ".weight"), parameters.get(name + ".bias"));
  }

  @Override
  public Tensor boundary(String name, Tensor x) {
    return x;
  }
}
