package org.jmodnas.search;

import java.util.List;
import org.jmodnas.constraint.Feasibility;
import org.jmodnas.constraint.LimitedMetric;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ElementwiseKernels.Function;
import org.jmodnas.tensor.backend.MatrixKernels.Operand;
import org.jmodnas.tensor.state.StateVisitor;

/**
 * Limits of metrics in the loss of a search: the augmented Lagrangian for inequalities
 * (Rockafellar, 1973) with a multiplier λ for each limit of each device. With g = (metric + margin
 * − limit) / range of the metric on the device, its gradient is max(0, λ + ρg)·∇g: nothing where a
 * limit is kept with slack, and the more the longer and the further it is not.
 *
 * <p>The metric is the expected one of {@link LimitedMetric}, a sum over the gates, so ∇g does not
 * depend on the architecture, and everything is computed on the device without a look at a value.
 * The margin is what a measurement needs to keep the limit with the confidence asked for.
 *
 * <p>λ becomes the running mean of max(0, λ + ρg) in place of its last value: preference and
 * architecture are drawn anew in each step, so one draw far within or beyond a limit says little,
 * and what was drawn long ago, by another α, is to be forgotten. Where g stays the same, λ grows as
 * long as g is above 0, as in the method itself.
 *
 * <p>Limits that no architecture is expected to keep are left out, or their multipliers would grow
 * until nothing else counts.
 */
public final class AugmentedLagrangian {
  /** ρ, in the scale of normalised objectives. */
  static final double PENALTY = 2;

  /** Share that a step has in the running mean. */
  static final double STEP = 0.05;

  private final List<String> names;

  /** ∇g, (devices, limits, gates). */
  private final Tensor slopes;

  /** g without its gates, (devices, limits). */
  private final Tensor constants;

  /** λ, (devices, limits). */
  private final Tensor multipliers;

  /**
   * The limits of some devices, all multipliers 0.
   *
   * @param devices in the order of a step
   * @param backend whose innermost scope owns the state
   */
  public AugmentedLagrangian(List<Feasibility> devices, Backend backend) {
    names = devices.stream().map(Feasibility::device).toList();
    SearchSpace space = devices.get(0).space();
    int gates = space.decisions().stream().mapToInt(d -> d.choices().size()).sum();
    int limits = devices.stream().mapToInt(device -> device.metrics().size()).max().orElseThrow();
    float[] slope = new float[devices.size() * limits * gates];
    float[] constant = new float[devices.size() * limits];
    for (int t = 0; t < devices.size(); t++) {
      Feasibility device = devices.get(t);
      // A row of zeros is a limit that is always kept.
      int count = device.impossibility().isPresent() ? 0 : device.metrics().size();
      for (int m = 0; m < count; m++) {
        LimitedMetric metric = device.metrics().get(m);
        double lowest = metric.lowest(space);
        double range = metric.highest(space) - lowest;
        double margin = metric.margin(space, device.shareOfConfidence());
        int row = t * limits + m;
        constant[row] =
            (float) ((metric.values().model().constant() + margin - metric.limit()) / range);
        double[] weights = metric.values().model().gateWeights();
        for (int gate = 0; gate < gates; gate++) {
          slope[row * gates + gate] = (float) (weights[gate] / range);
        }
      }
    }
    slopes = backend.tensor(Shape.of(devices.size(), limits, gates), slope);
    constants = backend.tensor(Shape.of(devices.size(), limits), constant);
    multipliers = backend.zeros(Shape.of(devices.size(), limits));
  }

  /**
   * The gradient of other objectives and of the limits of {@code devices}, whose multipliers take a
   * step, or where a device has several passes one each.
   *
   * @param gradient of the others with respect to z, (passes, decisions, choices)
   * @param devices of the passes, each one that has limits
   * @param gates z, of the same shape
   */
  Tensor add(Backend backend, Tensor gradient, List<SearchTarget> devices, Tensor gates) {
    Tensor ofLimits = backend.allocate(gradient.shape());
    int start = 0;
    while (start < devices.size()) {
      int end = endOfRun(devices, start);
      add(backend, ofLimits, gates, devices.get(start).name(), start, end);
      start = end;
    }
    Tensor total = backend.allocate(gradient.shape());
    backend.elementwise().sum(List.of(gradient, ofLimits), total);
    return total;
  }

  /** Where the devices from {@code start} on are no longer the next of those that have limits. */
  private int endOfRun(List<SearchTarget> devices, int start) {
    int first = names.indexOf(devices.get(start).name());
    int end = start + 1;
    while (end < devices.size()
        && first + end - start < names.size()
        && names.get(first + end - start).equals(devices.get(end).name())) {
      end++;
    }
    return end;
  }

  /** The gradients of the passes from {@code start} to {@code end}, {@code device} the first. */
  private void add(
      Backend backend, Tensor gradient, Tensor allGates, String device, int start, int end) {
    int limits = constants.shape().dimension(1);
    int size = slopes.shape().dimension(2);
    int count = end - start;
    int first = names.indexOf(device);
    Tensor gates = allGates.slice(start * size, Shape.of(count, size));
    Shape ofLimits = Shape.of(count, limits);
    Tensor slope = slopes.slice(first * limits * size, Shape.of(count, limits, size));
    Tensor multiplier = multipliers.slice(first * limits, ofLimits);
    Tensor sums = backend.allocate(ofLimits);
    backend
        .matrix()
        .multiply(
            new Operand(slope, false),
            new Operand(gates.view(Shape.of(count, size, 1)), false),
            null,
            sums.view(Shape.of(count, limits, 1)));
    Tensor shifted = backend.allocate(ofLimits);
    backend
        .elementwise()
        .weightedSum(
            List.of(multiplier, sums, constants.slice(first * limits, ofLimits)),
            new float[] {1, (float) PENALTY, (float) PENALTY},
            shifted);
    Tensor weights = backend.allocate(ofLimits);
    backend.elementwise().apply(Function.RELU, shifted, weights);
    Tensor next = backend.allocate(ofLimits);
    backend
        .elementwise()
        .weightedSum(
            List.of(multiplier, weights), new float[] {(float) (1 - STEP), (float) STEP}, next);
    backend.elementwise().copy(next, multiplier);
    backend
        .matrix()
        .multiply(
            new Operand(weights.view(Shape.of(count, 1, limits)), false),
            new Operand(slope, false),
            null,
            gradient.slice(start * size, Shape.of(count, 1, size)));
  }

  /** λ, (devices, limits). */
  Tensor multipliers() {
    return multipliers;
  }

  /** Visits the multipliers. */
  void visit(StateVisitor state) {
    state.tensor("multipliers", multipliers);
  }
}
