package org.jmodnas.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.network.Network;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.optim.NesterovSgd;

/** One step of a training, with everything that it changes. */
final class TrainingStep implements AutoCloseable {
  private final Backend backend;
  private final ParameterSet parameters;
  private final RunningStatistics statistics;
  private final NesterovSgd sgd;
  private final List<ExponentialAverage> averages = new ArrayList<>();
  private final ShardPasses passes;

  /**
   * Steps of {@code network}, whose state {@code backend}'s innermost scope owns.
   *
   * @param threads that share the shards of a batch; does not change results
   */
  TrainingStep(Network network, TrainingConfig config, Backend backend, int threads) {
    this.backend = backend;
    parameters = network.parameters();
    statistics = new RunningStatistics(backend, parameters, config.shards());
    TrainingConfig.Recipe recipe = config.recipe();
    sgd = new NesterovSgd(backend, parameters, (float) recipe.momentum(), (float) recipe.decay());
    double decay = recipe.averageDecay();
    if (decay > 0) {
      averages.add(new ExponentialAverage(backend, parameters.flat(), decay));
      averages.add(new ExponentialAverage(backend, statistics.values().flat(), decay));
    }
    passes = new ShardPasses(network, statistics, config, backend, threads);
  }

  /**
   * Runs step {@code number}, counted from 0.
   *
   * @return mean cross entropy of the batch before the step
   */
  double run(long number, Batch batch, float learningRate) {
    try (TensorScope scope = backend.openScope()) {
      ShardPasses.Result result = passes.run(backend, batch);
      sgd.step(result.gradient(), learningRate);
      statistics.update();
      averages.forEach(average -> average.update(number));
      return result.loss();
    }
  }

  /** What is evaluated: weights and running statistics, or the averages of both. */
  Map<String, NamedArray> network() {
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    List<ParameterSet> sets = List.of(parameters, statistics.values());
    for (int i = 0; i < sets.size(); i++) {
      Tensor flat = sets.get(i).flat();
      Tensor source = averages.isEmpty() ? flat : averages.get(i).average();
      sets.get(i)
          .forEach(
              (name, tensor) -> {
                Tensor part = source.slice(tensor.offset() - flat.offset(), tensor.shape());
                arrays.put(name, new NamedArray(part.shape(), part.toArray()));
              });
    }
    return arrays;
  }

  /** All that a step changes, by name. */
  Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put("parameters", parameters.flat());
    state.put("velocity", sgd.velocity());
    state.put("statistics", statistics.values().flat());
    for (int i = 0; i < averages.size(); i++) {
      state.put("averages." + i, averages.get(i).average());
    }
    return state;
  }

  @Override
  public void close() {
    passes.close();
  }
}
