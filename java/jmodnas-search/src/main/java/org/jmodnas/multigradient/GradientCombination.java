package org.jmodnas.multigradient;

import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.MatrixKernels.Operand;
import org.jmodnas.tensor.random.Philox;

/**
 * Adds the gradients of the target devices to one direction, as a {@link DeviceCombination} says.
 *
 * <p>{@code PCGRAD} and {@code CAGRAD} find their weights on the host: they read the inner products
 * of the gradients, one copy that waits for all of them. The others read nothing.
 *
 * @param method how
 * @param radius c of {@code CAGRAD}, 0 ≤ c &lt; 1: how far its direction may lie from the mean, in
 *     norms of the mean; the others do not have it
 */
public record GradientCombination(DeviceCombination method, double radius) {
  private static final double PUBLISHED_RADIUS = 0.4;

  public GradientCombination {
    if (!(radius >= 0 && radius < 1)) {
      throw new ConfigurationException(
          "The radius c of CAGrad is at least 0 and below 1, got '" + radius + "'");
    }
  }

  /** A combination with c = 0.4, as published. */
  public GradientCombination(DeviceCombination method) {
    this(method, PUBLISHED_RADIUS);
  }

  /**
   * Σ_t c_t g_t with the coefficients c of {@link #coefficients}.
   *
   * @param gradients g, (devices, parameters)
   * @param random draws the order in which {@code PCGRAD} looks at conflicts
   * @return (parameters)
   */
  public Tensor combine(Backend backend, Tensor gradients, Philox random) {
    return combine(backend, gradients, coefficients(backend, gradients, random));
  }

  /**
   * What the gradients are multiplied by; of {@code MIN_NORM} γ_t / ‖g_t‖.
   *
   * @param gradients g, (devices, parameters)
   * @param random as for {@link #combine(Backend, Tensor, Philox)}
   * @return (devices)
   */
  public Tensor coefficients(Backend backend, Tensor gradients, Philox random) {
    int devices = gradients.shape().dimension(0);
    Tensor weights = backend.allocate(Shape.of(devices));
    switch (method) {
      case MIN_NORM -> backend.optimizer().minNormWeights(gradients, weights);
      case MEAN -> backend.elementwise().fill(weights, 1f / devices);
      case PCGRAD -> weights.set(floats(PcGrad.weights(gram(backend, gradients), random)));
      case CAGRAD -> weights.set(floats(CaGrad.weights(gram(backend, gradients), radius)));
      case SUM, SEQUENTIAL, SAMPLED -> backend.elementwise().fill(weights, 1);
    }
    return weights;
  }

  /**
   * Σ_t c_t g_t.
   *
   * @param gradients g, (devices, parameters)
   * @param coefficients c, (devices)
   * @return (parameters)
   */
  public static Tensor combine(Backend backend, Tensor gradients, Tensor coefficients) {
    int devices = gradients.shape().dimension(0);
    int parameters = gradients.shape().dimension(1);
    Tensor combined = backend.allocate(Shape.of(1, parameters));
    backend
        .matrix()
        .multiply(
            new Operand(coefficients.view(Shape.of(1, devices)), false),
            new Operand(gradients, false),
            null,
            combined);
    return combined.view(Shape.of(parameters));
  }

  /** ⟨g_i, g_j⟩ of all pairs, on the host. */
  private static double[][] gram(Backend backend, Tensor gradients) {
    int devices = gradients.shape().dimension(0);
    double[][] gram = new double[devices][devices];
    try (TensorScope scope = backend.openScope()) {
      Tensor products = backend.allocate(Shape.of(devices, devices));
      Operand rows = new Operand(gradients, false);
      backend.matrix().multiply(rows, new Operand(gradients, true), null, products);
      float[] values = products.toArray();
      for (int i = 0; i < devices; i++) {
        for (int j = 0; j < devices; j++) {
          gram[i][j] = values[i * devices + j];
        }
      }
    }
    return gram;
  }

  private static float[] floats(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }
}
