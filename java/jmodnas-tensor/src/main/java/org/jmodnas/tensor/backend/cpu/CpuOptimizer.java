package org.jmodnas.tensor.backend.cpu;

import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.OptimizerKernels;

/** Parameter updates on the heap, where the loops vectorise. */
final class CpuOptimizer implements OptimizerKernels {
  @Override
  public void sgd(Sgd constants, Tensor parameters, Tensor gradient, Tensor velocity) {
    float[] p = parameters.toArray();
    float[] g = gradient.toArray();
    float[] v = velocity.toArray();
    float rate = constants.learningRate();
    float momentum = constants.momentum();
    float decay = constants.weightDecay();
    float factor = constants.gradientFactor();
    for (int i = 0; i < p.length; i++) {
      v[i] = momentum * v[i] + (factor * g[i] + decay * p[i]);
      p[i] -= rate * v[i];
    }
    parameters.set(p);
    velocity.set(v);
  }

  @Override
  public void adam(Adam constants, Tensor parameters, Tensor gradient, Moments moments) {
    float[] p = parameters.toArray();
    float[] g = gradient.toArray();
    float[] m = moments.first().toArray();
    float[] v = moments.second().toArray();
    float beta1 = constants.beta1();
    float beta2 = constants.beta2();
    float factor = constants.gradientFactor();
    float coupled = constants.decoupled() ? 0 : constants.weightDecay();
    float shrink =
        constants.decoupled() ? 1 - constants.learningRate() * constants.weightDecay() : 1;
    double correction1 = 1 - Math.pow(beta1, constants.step());
    double correction2 = 1 - Math.pow(beta2, constants.step());
    float rate = (float) (constants.learningRate() / correction1);
    float root = (float) (1 / Math.sqrt(correction2));
    float epsilon = constants.epsilon();
    for (int i = 0; i < p.length; i++) {
      float gradientValue = factor * g[i] + coupled * p[i];
      m[i] = beta1 * m[i] + (1 - beta1) * gradientValue;
      v[i] = beta2 * v[i] + (1 - beta2) * gradientValue * gradientValue;
      p[i] = shrink * p[i] - rate * m[i] / ((float) Math.sqrt(v[i]) * root + epsilon);
    }
    parameters.set(p);
    moments.first().set(m);
    moments.second().set(v);
  }
}
