package org.jmodnas.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.supernet.SampledArchitecture;
import org.jmodnas.supernet.Supernet;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.ops.Softmax;
import org.jmodnas.tensor.random.Philox;

/**
 * How far the cross entropies of architectures lie apart on the same images: the distance between
 * the quartiles over uniformly drawn ones.
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
  private double spread = Double.NaN;

  ErrorSpread(Supernet supernet, SearchSpace space, Workers workers) {
    this.supernet = supernet;
    this.space = space;
    this.workers = workers;
  }

  /** Whether it has been measured. */
  boolean known() {
    return !Double.isNaN(spread);
  }

  /** Measures the spread on a batch, and averages it with the spread known before. */
  void measure(Tensor features, int[] labels, Philox random) {
    List<SampledArchitecture> samples = new ArrayList<>();
    for (int i = 0; i < ARCHITECTURES; i++) {
      samples.add(SampledArchitecture.fixed(space.sample(random.split(i)).choices()));
    }
    double[] losses =
        workers
            .map(
                samples.stream().mapToDouble(supernet::cost).toArray(),
                (stream, i) -> loss(stream, features, labels, samples.get(i)))
            .stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    Arrays.sort(losses);
    double quartiles = losses[ARCHITECTURES * 3 / 4] - losses[ARCHITECTURES / 4];
    double found = Math.max(quartiles, SMALLEST);
    spread = known() ? MEMORY * spread + (1 - MEMORY) * found : found;
  }

  private double loss(Backend stream, Tensor features, int[] labels, SampledArchitecture sample) {
    try (Tape tape = new Tape(stream)) {
      Tensor logits = supernet.classify(tape, features, sample);
      return Softmax.crossEntropy(tape, logits, labels, 0).item();
    }
  }

  /** The spread, in units of the cross entropy. */
  double value() {
    return spread;
  }
}
