package org.jmodnas.baselines.trainingfree;

/** Metrics of weights θ and of the gradient of the mean cross entropy L. */
final class WeightMetrics {
  private WeightMetrics() {}

  /** Σ |θ·∂L/∂θ|, connection sensitivity (Lee et al., 2019). */
  static double snip(Probe probe) {
    return probe.loss().gradients().sum((weight, gradient) -> Math.abs(weight * gradient));
  }

  /** Σ θ·∂L/∂θ. */
  static double plain(Probe probe) {
    return probe.loss().gradients().sum((weight, gradient) -> weight * gradient);
  }

  /** The sum over layers of ‖∂L/∂θ‖₂. */
  static double gradientNorm(Probe probe) {
    return probe.loss().gradients().layers().values().stream()
        .mapToDouble(layer -> norm(layer.gradients()))
        .sum();
  }

  /** The sum over layers of ‖θ‖₂. */
  static double weightNorm(Probe probe) {
    double[] sum = new double[1];
    probe
        .network()
        .parameters()
        .forEach(
            (name, tensor) -> sum[0] += LayerGradients.isWeight(name) ? norm(tensor.toArray()) : 0);
    return sum[0];
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
