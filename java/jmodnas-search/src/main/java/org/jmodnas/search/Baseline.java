package org.jmodnas.search;

import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.MatrixKernels.Operand;
import org.jmodnas.tensor.state.StateVisitor;

/**
 * What the loss of one device's architecture is compared with in the score-function estimate: the
 * mean loss of the other devices' architectures on the same images, which does not depend on its
 * own draw. A device on its own is compared with a running mean.
 */
final class Baseline {
  private static final double MEMORY = 0.9;

  private double runningMean = Double.NaN;

  /** Takes the losses of a finished step into account. */
  void add(float[] losses) {
    if (losses.length == 1) {
      runningMean =
          Double.isNaN(runningMean) ? losses[0] : MEMORY * runningMean + (1 - MEMORY) * losses[0];
    }
  }

  /**
   * Loss − baseline of each device; 0 for a device on its own in its first step.
   *
   * @param losses (devices)
   * @return (devices)
   */
  Tensor advantages(Backend backend, Tensor losses) {
    int devices = losses.shape().size();
    Tensor advantages = backend.allocate(losses.shape());
    if (devices == 1) {
      boolean known = !Double.isNaN(runningMean);
      float before = known ? (float) -runningMean : 0;
      backend.elementwise().affine(losses, known ? 1 : 0, before, advantages);
      return advantages;
    }
    float[] differences = new float[devices * devices];
    for (int t = 0; t < devices; t++) {
      for (int s = 0; s < devices; s++) {
        differences[t * devices + s] = s == t ? 1 : -1f / (devices - 1);
      }
    }
    Shape column = Shape.of(devices, 1);
    backend
        .matrix()
        .multiply(
            new Operand(backend.tensor(Shape.of(devices, devices), differences), false),
            new Operand(losses.view(column), false),
            null,
            advantages.view(column));
    return advantages;
  }

  /**
   * Loss − mean of all devices' losses; of a device on its own its advantage.
   *
   * @param losses (devices)
   * @return (devices)
   */
  Tensor deviations(Backend backend, Tensor losses) {
    int devices = losses.shape().size();
    Tensor advantages = advantages(backend, losses);
    if (devices == 1) {
      return advantages;
    }
    Tensor deviations = backend.allocate(losses.shape());
    backend.elementwise().affine(advantages, (float) (devices - 1) / devices, 0, deviations);
    return deviations;
  }

  /** Visits the running mean. */
  void visit(StateVisitor state) {
    runningMean = state.number("running-mean", runningMean);
  }
}
