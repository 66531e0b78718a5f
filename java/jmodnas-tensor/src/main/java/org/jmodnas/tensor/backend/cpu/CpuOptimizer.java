package org.jmodnas.tensor.backend.cpu;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.MatrixKernels.Operand;
import org.jmodnas.tensor.backend.OptimizerKernels;
import org.jmodnas.tensor.optim.MinNormSolver;
import org.jspecify.annotations.Nullable;

/** Parameter updates on the heap, where the loops vectorise. */
final class CpuOptimizer implements OptimizerKernels {
  private static final double SMALLEST_NORM = 1e-12;

  private final Backend backend;

  CpuOptimizer(Backend backend) {
    this.backend = backend;
  }

  @Override
  public void sgd(
      Sgd constants,
      @Nullable Clipping clipping,
      Tensor parameters,
      Tensor gradient,
      Tensor velocity) {
    float[] p = parameters.toArray();
    float[] g = gradient.toArray();
    float[] v = velocity.toArray();
    float rate = constants.learningRate();
    float momentum = constants.momentum();
    float decay = constants.weightDecay();
    float factor = factor(constants.gradientFactor(), clipping);
    for (int i = 0; i < p.length; i++) {
      v[i] = momentum * v[i] + (factor * g[i] + decay * p[i]);
      p[i] -= rate * v[i];
    }
    parameters.set(p);
    velocity.set(v);
  }

  @Override
  public void adam(
      Adam constants,
      @Nullable Clipping clipping,
      Tensor parameters,
      Tensor gradient,
      Moments moments) {
    float[] p = parameters.toArray();
    float[] g = gradient.toArray();
    float[] m = moments.first().toArray();
    float[] v = moments.second().toArray();
    float beta1 = constants.beta1();
    float beta2 = constants.beta2();
    float factor = factor(constants.gradientFactor(), clipping);
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

  private static float factor(float factor, @Nullable Clipping clipping) {
    if (clipping == null) {
      return factor;
    }
    double norm = factor * Math.sqrt(clipping.squaredNorm().item());
    return (float) (factor * Math.min(1, clipping.maximum() / (norm + Clipping.EPSILON)));
  }

  @Override
  public void minNormWeights(Tensor gradients, Tensor weights) {
    int tasks = gradients.shape().dimension(0);
    float[] products = products(gradients, tasks);
    double[] norms = new double[tasks];
    for (int t = 0; t < tasks; t++) {
      norms[t] = Math.max(Math.sqrt(products[t * tasks + t]), SMALLEST_NORM);
    }
    double[][] gram = new double[tasks][tasks];
    for (int i = 0; i < tasks; i++) {
      for (int j = 0; j < tasks; j++) {
        gram[i][j] = products[i * tasks + j] / (norms[i] * norms[j]);
      }
    }
    double[] gamma = new MinNormSolver().weights(gram);
    float[] scaled = new float[tasks];
    for (int t = 0; t < tasks; t++) {
      scaled[t] = (float) (gamma[t] / norms[t]);
    }
    weights.set(scaled);
  }

  /** The inner products of all pairs of rows. */
  private float[] products(Tensor rows, int count) {
    try (TensorScope scope = backend.openScope()) {
      Tensor gram = backend.allocate(Shape.of(count, count));
      backend.matrix().multiply(new Operand(rows, false), new Operand(rows, true), null, gram);
      return gram.toArray();
    }
  }
}
