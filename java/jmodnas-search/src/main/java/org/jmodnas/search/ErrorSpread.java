package org.jmodnas.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
import org.jmodnas.tensor.state.StateVisitor;
import org.jspecify.annotations.Nullable;

/**
 * How far the cross entropies of architectures lie apart on the same images, over uniformly drawn
 * ones: between the quartiles, and from the least to the mean and to the 90th percentile. How
 * difficult the images are has no part in it.
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
  private @Nullable Distances distances;

  /**
   * Distances between cross entropies.
   *
   * @param quartiles from the first to the third
   * @param mean from the least to the mean
   * @param range from the least to the 90th percentile
   */
  record Distances(double quartiles, double mean, double range) {
    private static final Distances UNKNOWN = new Distances(Double.NaN, Double.NaN, Double.NaN);

    private static Distances of(float[] losses) {
      float[] sorted = losses.clone();
      Arrays.sort(sorted);
      double sum = 0;
      for (float loss : sorted) {
        sum += loss;
      }
      int count = sorted.length;
      return new Distances(
          Math.max(sorted[count * 3 / 4] - sorted[count / 4], SMALLEST),
          sum / count - sorted[0],
          Math.max(sorted[count * 9 / 10] - sorted[0], SMALLEST));
    }

    private Distances mixed(Distances other, double share) {
      return new Distances(
          (1 - share) * quartiles + share * other.quartiles,
          (1 - share) * mean + share * other.mean,
          (1 - share) * range + share * other.range);
    }
  }

  ErrorSpread(Supernet supernet, SearchSpace space, Workers workers, Backend backend) {
    this.supernet = supernet;
    this.space = space;
    this.workers = workers;
    this.backend = backend;
  }

  /** Measures on a batch, and averages with what was known before. */
  void measure(Tensor features, int[] labels, Philox random) {
    List<SampledArchitecture> samples = new ArrayList<>();
    for (int i = 0; i < ARCHITECTURES; i++) {
      samples.add(SampledArchitecture.fixed(space.sample(random.split(i)).choices()));
    }
    Distances found = Distances.of(losses(features, labels, samples));
    distances = distances == null ? found : distances.mixed(found, 1 - MEMORY);
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

  /** In units of the cross entropy; it has been measured. */
  Distances distances() {
    return Objects.requireNonNull(distances, "not measured yet");
  }

  /** Visits the distances, NaN where nothing was measured. */
  void visit(StateVisitor state) {
    Distances known = distances == null ? Distances.UNKNOWN : distances;
    Distances visited =
        new Distances(
            state.number("quartiles", known.quartiles),
            state.number("mean", known.mean),
            state.number("range", known.range));
    distances = Double.isNaN(visited.mean) ? null : visited;
  }
}
