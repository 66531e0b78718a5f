package org.jmodnas.training;

import java.util.List;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;

/**
 * An exponential moving average of a tensor from its first values on: average ← δ·average + (1 −
 * δ)·value. In step t the decay δ is min(decay, (1 + t) / (10 + t)), so that early values are
 * forgotten soon (Abadi et al., TensorFlow, 2016).
 */
final class ExponentialAverage {
  private static final int WARMUP = 10;

  private final Backend backend;
  private final Tensor source;
  private final Tensor average;
  private final double decay;

  /** The average of {@code source}, owned by {@code backend}'s innermost scope. */
  ExponentialAverage(Backend backend, Tensor source, double decay) {
    this.backend = backend;
    this.source = source;
    this.decay = decay;
    average = backend.allocate(source.shape());
    backend.elementwise().copy(source, average);
  }

  Tensor average() {
    return average;
  }

  /** Adds the tensor's values after step {@code t}, counted from 0. */
  void update(long t) {
    float kept = (float) Math.min(decay, (1.0 + t) / (WARMUP + t));
    try (TensorScope scope = backend.openScope()) {
      Tensor next = backend.allocate(average.shape());
      backend
          .elementwise()
          .weightedSum(List.of(average, source), new float[] {kept, 1 - kept}, next);
      backend.elementwise().copy(next, average);
    }
  }
}
