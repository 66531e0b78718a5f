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
import org.jmodnas.tensor.backend.ElementwiseKernels.Runs;
import org.jmodnas.tensor.backend.MatrixKernels.Operand;
import org.jmodnas.tensor.state.StateVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of the scalarised objectives, the error and the metrics, with respect to α, for all
 * target devices of a step at once and without a look at a value: Σ_m ∂S/∂L_m·∇L_m, with ∂S/∂L at
 * the architectures that were drawn.
 *
 * <p>The error's ∇L has two parts. The sampler's own is 0 at a network that none operations cut in
 * two, and nearly blind to the scale of what batch norm normalises, so alone it lets the metric
 * pull the search into such networks. The score-function estimate (loss − baseline)·∇ log π sees
 * the loss itself.
 */
final class ObjectiveGradient {
  private final List<MetricFunction> metrics;
  private final SearchConfig.Hypernetwork config;
  private final Backend backend;
  private final @Nullable AugmentedLagrangian limits;

  /**
   * The gradient.
   *
   * @param limits of the metrics; null if nothing is limited
   */
  ObjectiveGradient(
      List<? extends MetricFunction> metrics,
      SearchConfig.Hypernetwork config,
      Backend backend,
      @Nullable AugmentedLagrangian limits) {
    this.metrics = List.copyOf(metrics);
    this.config = config;
    this.backend = backend;
    this.limits = limits;
  }

  /**
   * An objective as the architectures of a step have it.
   *
   * @param values one for each device, (devices) or (devices, 1)
   * @param gateGradients their gradients with respect to z, (devices, decisions, choices)
   */
  record Measured(Tensor values, Tensor gateGradients) {}

  /** The gradient, (devices, decisions, choices). */
  Tensor of(
      List<SearchTarget> devices,
      ArchitectureDraws draws,
      Measured error,
      ErrorNormalization normalization,
      Baseline baseline) {
    List<Measured> objectives = new ArrayList<>(List.of(error));
    for (int m = 0; m < metrics.size(); m++) {
      objectives.add(metric(m, devices, draws));
    }
    ObjectiveScales scales = ObjectiveScales.of(backend, devices, normalization);
    List<Tensor> values = new ArrayList<>(objectives.stream().map(Measured::values).toList());
    values.set(0, normalization.compared(backend, error.values, baseline));
    Tensor weights =
        scales.original(
            config
                .scalarization()
                .gradient(backend, draws.preferences(), scales.normalized(columns(values))));
    return gradient(devices, draws, objectives, weights, baseline);
  }

  /** Σ_m weights[·, m]·∇(objective m), and the gradient of the limits. */
  private Tensor gradient(
      List<SearchTarget> devices,
      ArchitectureDraws draws,
      List<Measured> objectives,
      Tensor weights,
      Baseline baseline) {
    Measured error = objectives.get(0);
    List<Tensor> ofGates =
        new ArrayList<>(objectives.stream().map(Measured::gateGradients).toList());
    ofGates.set(0, scaled(error.gateGradients, 1 - config.scoreShare()));
    Tensor ofObjectives = products(weights, columns(ofGates), draws.gates());
    Tensor gradient =
        draws.alphaGradient(
            limits == null
                ? ofObjectives
                : limits.add(backend, ofObjectives, devices, draws.gates()));
    if (config.scoreShare() == 0) {
      return gradient;
    }
    Tensor advantages = backend.allocate(error.values.shape());
    backend
        .elementwise()
        .multiply(
            scaled(baseline.advantages(backend, error.values), config.scoreShare()),
            firstColumn(weights),
            advantages);
    Tensor score = ScoreFunction.of(backend, draws.alpha(), draws.gates());
    Tensor total = backend.allocate(gradient.shape());
    backend.elementwise().sum(List.of(gradient, products(advantages, score, draws.gates())), total);
    return total;
  }

  /** Each device's prediction of metric m. */
  private Measured metric(int m, List<SearchTarget> devices, ArchitectureDraws draws) {
    try (Tape tape = new Tape(backend)) {
      Tensor gates = tape.watch(draws.gates().view(draws.gates().shape()));
      List<TargetDevice> targets = devices.stream().map(device -> device.metrics().get(m)).toList();
      Tensor outputs = metrics.get(m).predict(tape, gates, targets);
      Tensor ones = backend.allocate(outputs.shape());
      backend.elementwise().fill(ones, 1);
      return new Measured(outputs, tape.backward(outputs, ones).get(gates));
    }
  }

  private Tensor scaled(Tensor x, double factor) {
    Tensor y = backend.allocate(x.shape());
    backend.elementwise().affine(x, (float) factor, 0, y);
    return y;
  }

  /** What belongs to the same device side by side, (devices, parts, values of a part). */
  private Tensor columns(List<Tensor> parts) {
    int devices = parts.get(0).shape().dimension(0);
    int width = parts.get(0).shape().size() / devices;
    Tensor joined = backend.allocate(Shape.of(devices, parts.size(), width));
    for (int m = 0; m < parts.size(); m++) {
      backend
          .elementwise()
          .copyRuns(
              new Runs(parts.get(m), 0, width, 0),
              new Runs(joined, m * width, parts.size() * width, 0),
              devices,
              1,
              width);
    }
    return joined;
  }

  /** The first entry of each device. */
  private Tensor firstColumn(Tensor x) {
    int devices = x.shape().dimension(0);
    Tensor column = backend.allocate(Shape.of(devices));
    backend
        .elementwise()
        .copyRuns(
            new Runs(x, 0, x.shape().size() / devices, 0),
            new Runs(column, 0, 1, 0),
            devices,
            1,
            1);
    return column;
  }

  /**
   * Σ weights·parts of each device.
   *
   * @param weights (devices, parts)
   * @param x (devices, parts, …)
   * @param like has the shape of the result, (devices, …)
   */
  private Tensor products(Tensor weights, Tensor x, Tensor like) {
    int devices = x.shape().dimension(0);
    int parts = weights.shape().size() / devices;
    int width = like.shape().size() / devices;
    Tensor products = backend.allocate(like.shape());
    backend
        .matrix()
        .multiply(
            new Operand(weights.view(Shape.of(devices, 1, parts)), false),
            new Operand(x.view(Shape.of(devices, parts, width)), false),
            null,
            products.view(Shape.of(devices, 1, width)));
    return products;
  }

  /** Visits the multipliers of the limits. */
  void visit(StateVisitor state) {
    if (limits != null) {
      limits.visit(state.within("limits."));
    }
  }
}
