package org.jmodnas.network;

import java.util.List;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.ConvolutionKernels.Geometry;
import org.jmodnas.tensor.backend.PoolingKernels.Window;

/** Layers that compute like others but where a method is overridden. */
public interface ForwardingLayers extends Layers {
  /** The others. */
  Layers inner();

  @Override
  default Tape tape() {
    return inner().tape();
  }

  @Override
  default Tensor convolution(String name, Tensor x, Geometry geometry) {
    return inner().convolution(name, x, geometry);
  }

  @Override
  default Tensor norm(String name, Tensor x) {
    return inner().norm(name, x);
  }

  @Override
  default Tensor relu(Tensor x) {
    return inner().relu(x);
  }

  @Override
  default Tensor average(Tensor x, Window window) {
    return inner().average(x, window);
  }

  @Override
  default Tensor globalAverage(Tensor x) {
    return inner().globalAverage(x);
  }

  @Override
  default Tensor sum(List<Tensor> terms) {
    return inner().sum(terms);
  }

  @Override
  default Tensor zeros(Tensor x) {
    return inner().zeros(x);
  }

  @Override
  default Tensor linear(String name, Tensor x) {
    return inner().linear(name, x);
  }

  @Override
  default Tensor boundary(String name, Tensor x) {
    return inner().boundary(name, x);
  }
}
