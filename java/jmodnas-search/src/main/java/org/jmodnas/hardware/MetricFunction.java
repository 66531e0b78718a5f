package org.jmodnas.hardware;

import java.util.List;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;

/** A metric of architectures on devices, differentiable in the gates. */
@FunctionalInterface
public interface MetricFunction {
  /**
   * The metric of each pair of an architecture and a device, in the unit of {@link
   * TargetDevice.Calibration}'s outputs.
   *
   * @param gates z of the architectures, (pairs, decisions, choices)
   * @param devices one for each architecture
   * @return (pairs, 1)
   */
  Tensor predict(Tape tape, Tensor gates, List<TargetDevice> devices);
}
