package org.jmodnas.cuda;

import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.OptimizerKernels;

/** Parameter updates by our own kernels. */
final class CudaOptimizer implements OptimizerKernels {
  private final StreamResources resources;

  CudaOptimizer(StreamResources resources) {
    this.resources = resources;
  }

  @Override
  public void sgd(Sgd constants, Tensor parameters, Tensor gradient, Tensor velocity) {
    int size = parameters.shape().size();
    resources
        .kernel("sgd_momentum")
        .writes(parameters)
        .reads(gradient)
        .writes(velocity)
        .integers(size)
        .reals(
            constants.learningRate(),
            constants.momentum(),
            constants.weightDecay(),
            constants.gradientFactor())
        .launchOver(size);
  }

  @Override
  public void adam(Adam constants, Tensor parameters, Tensor gradient, Moments moments) {
    int size = parameters.shape().size();
    double correction1 = 1 - Math.pow(constants.beta1(), constants.step());
    double correction2 = 1 - Math.pow(constants.beta2(), constants.step());
    resources
        .kernel("adam")
        .writes(parameters)
        .reads(gradient)
        .writes(moments.first())
        .writes(moments.second())
        .integers(size)
        .reals(
            constants.learningRate(),
            constants.beta1(),
            constants.beta2(),
            constants.epsilon(),
            constants.weightDecay())
        .integers(constants.decoupled() ? 1 : 0)
        .reals((float) correction1, (float) correction2, constants.gradientFactor())
        .launchOver(size);
  }
}
