package org.jmodnas.cuda;

import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.OptimizerKernels;
import org.jspecify.annotations.Nullable;

/** Parameter updates and weights of gradients by our own kernels. */
final class CudaOptimizer implements OptimizerKernels {
  /** Tasks that the kernel takes, one a thread of its block. */
  private static final int MOST_TASKS = 256;

  private final StreamResources resources;

  CudaOptimizer(StreamResources resources) {
    this.resources = resources;
  }

  @Override
  public void sgd(
      Sgd constants,
      @Nullable Clipping clipping,
      Tensor parameters,
      Tensor gradient,
      Tensor velocity) {
    int size = parameters.shape().size();
    KernelLauncher.Call call =
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
                constants.gradientFactor());
    clipped(call, clipping).launchOver(size);
  }

  @Override
  public void adam(
      Adam constants,
      @Nullable Clipping clipping,
      Tensor parameters,
      Tensor gradient,
      Moments moments) {
    int size = parameters.shape().size();
    double correction1 = 1 - Math.pow(constants.beta1(), constants.step());
    double correction2 = 1 - Math.pow(constants.beta2(), constants.step());
    KernelLauncher.Call call =
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
            .reals((float) correction1, (float) correction2, constants.gradientFactor());
    clipped(call, clipping).launchOver(size);
  }

  @Override
  public void minNormWeights(Tensor gradients, Tensor weights) {
    int tasks = gradients.shape().dimension(0);
    if (tasks > MOST_TASKS) {
      throw new ConfigurationException(
          ("The CUDA backend finds the point of least norm of at most %d gradients, got %d."
                  + " Take fewer target devices at a time, or '--backend cpu'")
              .formatted(MOST_TASKS, tasks));
    }
    DeviceBlock gram = resources.take((long) Double.BYTES * tasks * tasks);
    try {
      resources
          .kernel("gram_matrix")
          .reads(gradients)
          .writes(gram)
          .integers(tasks, gradients.shape().size() / tasks)
          .launch(Grid.of(tasks * tasks));
      resources
          .kernel("min_norm_weights")
          .writes(gram)
          .writes(weights)
          .integers(tasks)
          .launch(Grid.of(1));
    } finally {
      resources.giveBack(gram);
    }
  }

  private static KernelLauncher.Call clipped(
      KernelLauncher.Call call, @Nullable Clipping clipping) {
    return clipping == null
        ? call.reads((Tensor) null).reals(0)
        : call.reads(clipping.squaredNorm()).reals(clipping.maximum());
  }
}
