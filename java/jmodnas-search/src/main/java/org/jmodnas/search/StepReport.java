package org.jmodnas.search;

import java.util.Arrays;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;

/**
 * What the host reads in an architecture step, in one buffer, so that it takes one copy: the gates
 * z that were drawn, and the cross entropies of the step before.
 */
final class StepReport {
  private final Tensor buffer;
  private final int passes;
  private final int gateCount;
  private final StepLosses losses;

  /**
   * A report, owned by the innermost open scope.
   *
   * @param passes of a step, at most
   * @param gates shape of z of one pass
   */
  StepReport(Backend backend, int passes, Shape gates) {
    this.passes = passes;
    gateCount = passes * gates.size();
    buffer = backend.zeros(Shape.of(gateCount + passes));
    losses = new StepLosses(buffer.slice(gateCount, Shape.of(passes)));
  }

  /**
   * What is known when the architectures of a step are drawn.
   *
   * @param gates z, row-major
   * @param losses of the step before; none before the first
   */
  record Values(float[] gates, float[] losses) {}

  /** Reads z, which was just drawn, and the losses of the latest step. */
  Values read(Backend backend, Tensor gates) {
    int size = gates.shape().size();
    backend.elementwise().copy(gates, buffer.slice(0, gates.shape()));
    float[] all = buffer.toArray();
    return new Values(
        Arrays.copyOf(all, size), Arrays.copyOfRange(all, gateCount, gateCount + losses.count()));
  }

  /** Number of passes of a step, at most. */
  int passes() {
    return passes;
  }

  /** The losses of the latest step. */
  StepLosses losses() {
    return losses;
  }
}
