package org.jmodnas.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.nn.ParameterSet;

/**
 * Mean and variance of every batch norm over the latest batches, which take the place of the
 * batch's at inference: running ← 0.9·running + 0.1·batch, with the unbiased variance, from 0 and 1
 * on, as in PyTorch. A layer that no pass runs keeps 0 and 1.
 */
final class RunningStatistics {
  static final String MEAN = ".mean";
  static final String VARIANCE = ".variance";
  private static final String SCALE = ".scale";
  private static final float MOMENTUM = 0.1f;

  private final Backend backend;
  private final ParameterSet running;
  private final List<ParameterSet> shards = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Tensor unbiased;

  /**
   * Statistics of the batch norms among {@code parameters}, owned by {@code backend}'s innermost
   * scope.
   *
   * @param shards passes of which a batch consists
   */
  RunningStatistics(Backend backend, ParameterSet parameters, int shards) {
    this.backend = backend;
    running = initial(backend, parameters);
    unbiased = backend.allocate(running.flat().shape());
    backend.elementwise().fill(unbiased, 1);
    for (int i = 0; i < shards; i++) {
      this.shards.add(initial(backend, parameters));
    }
  }

  /** Means 0 and variances 1. */
  static ParameterSet initial(Backend backend, ParameterSet parameters) {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    parameters.forEach(
        (name, tensor) -> {
          if (name.endsWith(SCALE)) {
            String norm = name.substring(0, name.length() - SCALE.length());
            Shape channels = tensor.shape();
            builder.add(norm + MEAN, channels, new float[channels.size()]);
            builder.add(norm + VARIANCE, channels, ones(channels.size()));
          }
        });
    return builder.build(backend);
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** {@code name.mean} and {@code name.variance} of every batch norm. */
  ParameterSet values() {
    return running;
  }

  /** Where the pass of {@code shard} leaves the statistics of its images. */
  ParameterSet shard(int shard) {
    return shards.get(shard);
  }

  /** Says over how many values {@code norm} computes its statistics; the same in every pass. */
  void count(String norm, int values) {
    counts.put(norm, values);
  }

  /** Adds what the passes of a batch left: the mean over them. */
  void update() {
    counts.forEach(this::correct);
    try (TensorScope scope = backend.openScope()) {
      Shape shape = running.flat().shape();
      List<Tensor> terms = new ArrayList<>(List.of(running.flat()));
      float[] weights = new float[shards.size() + 1];
      weights[0] = 1 - MOMENTUM;
      for (ParameterSet shard : shards) {
        Tensor corrected = backend.allocate(shape);
        backend.elementwise().multiply(shard.flat(), unbiased, corrected);
        terms.add(corrected);
        weights[terms.size() - 1] = MOMENTUM / shards.size();
      }
      Tensor next = backend.allocate(shape);
      backend.elementwise().weightedSum(terms, weights, next);
      backend.elementwise().copy(next, running.flat());
    }
  }

  /** Makes the variance of {@code norm} unbiased: n / (n − 1). Means have the factor 1. */
  private void correct(String norm, int count) {
    Tensor variance = running.get(norm + VARIANCE);
    int start = variance.offset() - running.flat().offset();
    float factor = (float) ((double) count / Math.max(count - 1, 1));
    backend.elementwise().fill(unbiased.slice(start, variance.shape()), factor);
  }
}
