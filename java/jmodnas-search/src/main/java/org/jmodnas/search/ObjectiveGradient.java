package org.jmodnas.search;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.hardware.MetricFunction;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.sampling.ScoreFunction;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.MatrixKernels.Operand;

/**
 * The gradient of λ₀·error + λ₁·metric + …, each normalised, with respect to α, for all target
 * devices of a step at once and without a look at a value.
 *
 * <p>The error's has two parts. The sampler's own is 0 at a network that none operations cut in
 * two, and nearly blind to the scale of what batch norm normalises, so alone it lets the metric
 * pull the search into such networks. The score-function estimate (loss − baseline)·∇ log π sees
 * the loss itself.
 */
final class ObjectiveGradient {
  private final List<MetricFunction> metrics;
  private final SearchConfig.Hypernetwork config;
  private final Backend backend;

  ObjectiveGradient(
      List<? extends MetricFunction> metrics, SearchConfig.Hypernetwork config, Backend backend) {
    this.metrics = List.copyOf(metrics);
    this.config = config;
    this.backend = backend;
  }

  /**
   * The cross entropies of a step.
   *
   * @param losses (devices)
   * @param gateGradients their gradients with respect to z, (devices, decisions, choices)
   * @param scale factor that normalises them
   */
  record Errors(Tensor losses, Tensor gateGradients, double scale) {}

  /** The gradient, (devices, decisions, choices). */
  Tensor of(List<SearchTarget> devices, ArchitectureDraws draws, Errors errors, Baseline baseline) {
    double[] errorWeights = new double[devices.size()];
    for (int t = 0; t < errorWeights.length; t++) {
      errorWeights[t] = weight(draws, t, 0) * errors.scale();
    }
    List<Tensor> terms = new ArrayList<>();
    terms.add(scaled(errors.gateGradients, vector(errorWeights, 1 - config.scoreShare())));
    for (int m = 0; m < metrics.size(); m++) {
      terms.add(
          scaled(metricGradient(m, devices, draws), vector(metricWeights(devices, draws, m), 1)));
    }
    Tensor gradient = draws.alphaGradient(sum(terms));
    if (config.scoreShare() == 0) {
      return gradient;
    }
    double[] scoreWeights = new double[errorWeights.length];
    for (int t = 0; t < scoreWeights.length; t++) {
      scoreWeights[t] = errorWeights[t] * config.scoreShare();
    }
    Tensor advantages = baseline.advantages(backend, errors.losses, scoreWeights);
    Tensor score = ScoreFunction.of(backend, draws.alpha(), draws.gates());
    return sum(List.of(gradient, scaled(score, advantages)));
  }

  /** Gradient of each device's prediction of metric m with respect to its gates. */
  private Tensor metricGradient(int m, List<SearchTarget> devices, ArchitectureDraws draws) {
    try (Tape tape = new Tape(backend)) {
      Tensor gates = tape.watch(draws.gates().view(draws.gates().shape()));
      List<TargetDevice> targets = devices.stream().map(device -> device.metrics().get(m)).toList();
      Tensor outputs = metrics.get(m).predict(tape, gates, targets);
      Tensor ones = backend.allocate(outputs.shape());
      backend.elementwise().fill(ones, 1);
      return tape.backward(outputs, ones).get(gates);
    }
  }

  /** λ over the range of metric m on each device. */
  private double[] metricWeights(List<SearchTarget> devices, ArchitectureDraws draws, int m) {
    double[] weights = new double[devices.size()];
    for (int t = 0; t < weights.length; t++) {
      TargetDevice.Calibration metric = devices.get(t).metrics().get(m).metric();
      weights[t] = weight(draws, t, m + 1) / (metric.highest() - metric.lowest());
    }
    return weights;
  }

  private double weight(ArchitectureDraws draws, int t, int objective) {
    return config.scalarization().weights(draws.preferences().get(t))[objective];
  }

  private Tensor vector(double[] values, double factor) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (factor * values[i]);
    }
    return backend.tensor(Shape.of(scaled.length), scaled);
  }

  /** x with what belongs to device t multiplied by factor t. */
  private Tensor scaled(Tensor x, Tensor factors) {
    int devices = x.shape().dimension(0);
    Shape rows = Shape.of(devices, 1, x.shape().size() / devices);
    Tensor y = backend.allocate(x.shape());
    backend
        .matrix()
        .multiply(
            new Operand(factors.view(Shape.of(devices, 1, 1)), false),
            new Operand(x.view(rows), false),
            null,
            y.view(rows));
    return y;
  }

  private Tensor sum(List<Tensor> terms) {
    Tensor total = backend.allocate(terms.get(0).shape());
    backend.elementwise().sum(terms, total);
    return total;
  }
}
