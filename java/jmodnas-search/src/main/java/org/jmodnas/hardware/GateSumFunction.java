package org.jmodnas.hardware;

import java.util.List;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.ops.Elementwise;
import org.jmodnas.tensor.ops.Matrix;
import org.jmodnas.tensor.ops.Shaping;

/** The {@link GateSum} of each device as a function of the gates; its floor is left out. */
public final class GateSumFunction implements MetricFunction {
  @Override
  public Tensor predict(Tape tape, Tensor gates, List<TargetDevice> devices) {
    return of(tape, gates, devices.stream().map(TargetDevice::gateSum).toList());
  }

  /**
   * The sums of architectures.
   *
   * @param gates z of the architectures, (pairs, decisions, choices)
   * @param sums one for each architecture
   * @return (pairs, 1)
   */
  static Tensor of(Tape tape, Tensor gates, List<GateSum> sums) {
    int pairs = gates.shape().dimension(0);
    int size = gates.shape().size() / pairs;
    float[] weights = new float[pairs * size];
    float[] constants = new float[pairs];
    for (int t = 0; t < pairs; t++) {
      System.arraycopy(sums.get(t).weights(), 0, weights, t * size, size);
      constants[t] = (float) sums.get(t).constant();
    }
    Tensor rows = Shaping.view(tape, gates, Shape.of(pairs, 1, size));
    Tensor costs = tape.backend().tensor(Shape.of(pairs, size, 1), weights);
    Tensor products = Shaping.view(tape, Matrix.multiply(tape, rows, costs), Shape.of(pairs, 1));
    Tensor constant = tape.backend().tensor(Shape.of(pairs, 1), constants);
    return Elementwise.sum(tape, List.of(products, constant));
  }
}
