package org.jmodnas.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.Supernet;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.random.Philox;

/**
 * Where the cross entropies of architectures lie on the same images, and how far apart: the least
 * and the distance between the quartiles over uniformly drawn ones.
 *
 * <p>The range of all cross entropies of an epoch is mostly that between easy and hard batches, and
 * scaled by it the error hardly counts beside the metric.
 */
final class ErrorSpread {
  static final int ARCHITECTURES = 48;
  private static final double MEMORY = 0.5;
  private static final double SMALLEST = 1e-6;

  private final Supernet supernet;
  private final SearchSpace space;
  private final Workers workers;
  private final Backend backend;
  private double spread = Double.NaN;
  private double lowest = Double.NaN;

  ErrorSpread(Supernet supernet, SearchSpace space, Workers workers, Backend backend) {
    this.supernet = supernet;
    this.space = space;
    this.workers = workers;
    this.backend = backend;
  }

  /** Whether it has been measured. */
  boolean known() {
    return !Double.isNaN(spread);
  }

  /** Measures on a batch, and averages with what was known before. */
  void measure(Tensor features, int[] labels, Philox random) {
    List<SampledArchitecture> samples = new ArrayList<>();
    for (int i = 0; i < ARCHITECTURES; i++) {
      samples.add(SampledArchitecture.fixed(space.sample(random.split(i)).choices()));
    }
    float[] losses = losses(features, labels, samples);
    Arrays.sort(losses);
    double quartiles = losses[ARCHITECTURES * 3 / 4] - losses[ARCHITECTURES / 4];
    double found = Math.max(quartiles, SMALLEST);
    lowest = known() ? MEMORY * lowest + (1 - MEMORY) * losses[0] : losses[0];
    spread = known() ? MEMORY * spread + (1 - MEMORY) * found : found;
  }

  private float[] losses(Tensor features, int[] labels, List<SampledArchitecture> samples) {
    try (TensorScope scope = backend.openScope()) {
      Tensor losses = backend.allocate(Shape.of(samples.size()));
      workers.run(
          samples.stream().mapToDouble(supernet::cost).toArray(),
          (stream, i) -> {
            try (Tape tape = new Tape(stream)) {
              Tensor logits = supernet.classify(tape, features, samples.get(i));
              Tensor loss = Softmax.crossEntropy(tape, logits, labels, 0);
              stream.elementwise().copy(loss, losses.slice(i, Shape.of()));
            }
          });
      return losses.toArray();
    }
  }

  /** The spread, in units of the cross entropy. */
  double value() {
    return spread;
  }

  /** The least cross entropy. */
  double lowest() {
    return lowest;
  }
}
