package org.jmodnas.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.network.NasBench201Network;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.data.BatchLoader;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;
import org.jmodnas.tensor.optim.CosineSchedule;
import org.jmodnas.tensor.random.Philox;
import org.jspecify.annotations.Nullable;

/**
 * Trains the network of one architecture from scratch, epoch by epoch. After each it can stop: a
 * trainer of the same configuration and data goes on from {@link #state} bit for bit.
 */
public final class Trainer implements AutoCloseable {
  private static final String BEST = "best.";

  /** Streams of random numbers; the split of the images has the first. */
  private static final int WEIGHTS = 1;

  private static final int BATCHES = 2;

  private final Architecture architecture;
  private final DeployedNetwork.Size size;
  private final TrainingConfig config;
  private final TrainingData data;
  private final Backend backend;
  private final TensorScope scope;
  private final NasBench201Network network;
  private final TrainingStep step;
  private final BatchLoader batches;
  private final CosineSchedule schedule;
  private final List<EpochReport> history = new ArrayList<>();
  private @Nullable Map<String, NamedArray> best;

  /**
   * What is trained, and on what.
   *
   * @param cells cells of a stage
   * @param channels channels of the first stage
   */
  public record Task(Architecture architecture, int cells, int channels, TrainingData data) {
    DeployedNetwork.Size size() {
      return new DeployedNetwork.Size(
          cells, channels, data.imageSize().height(), data.imageSize().channels(), data.classes());
    }
  }

  /**
   * A training at its beginning.
   *
   * @param backend the calling thread's; stays open
   * @param threads that share the shards of a batch; does not change results
   */
  public Trainer(Task task, TrainingConfig config, Backend backend, int threads) {
    this.architecture = task.architecture();
    this.size = task.size();
    this.config = config;
    this.data = task.data();
    this.backend = backend;
    scope = backend.openScope();
    network = NasBench201Network.create(architecture, size, backend, random(WEIGHTS));
    step = new TrainingStep(network, config, backend, threads);
    batches = data.trainingBatches(config, random(BATCHES));
    schedule = new CosineSchedule(config.recipe().learningRate(), 0, config.epochs());
  }

  private Philox random(int stream) {
    return new Philox(config.seed(), stream);
  }

  /** Number of weights. */
  public int parameters() {
    return network.parameters().count();
  }

  /** Whether all epochs have run. */
  public boolean finished() {
    return history.size() == config.epochs();
  }

  /** The epochs so far. */
  public List<EpochReport> history() {
    return List.copyOf(history);
  }

  /**
   * Runs one epoch and evaluates.
   *
   * @throws JModnasException if the loss is no number any more
   */
  public EpochReport epoch() {
    if (finished()) {
      throw new IllegalStateException("All " + config.epochs() + " epochs have run");
    }
    int epoch = history.size();
    double rate = schedule.rate(epoch);
    double sum = 0;
    for (int i = 0; i < batches.batchesPerEpoch(); i++) {
      double loss = step.run(batches.position(), batches.next(), (float) rate);
      if (!Double.isFinite(loss)) {
        throw new JModnasException(
            "The loss is '%s' in epoch %d of '%s'. Lower the learning rate"
                .formatted(loss, epoch + 1, architecture));
      }
      sum += loss;
    }
    TrainedNetwork candidate = network(step.network());
    Double accuracy = data.validation().isEmpty() ? null : accuracy(candidate, data.validation());
    boolean better = accuracy == null || accuracy > bestAccuracy();
    if (better) {
      best = candidate.arrays();
    }
    EpochReport report =
        new EpochReport(epoch + 1, rate, sum / batches.batchesPerEpoch(), accuracy, better);
    history.add(report);
    return report;
  }

  private double bestAccuracy() {
    double highest = -1;
    for (EpochReport report : history) {
      Double accuracy = report.validationAccuracy();
      highest = accuracy == null ? highest : Math.max(highest, accuracy);
    }
    return highest;
  }

  /** Share of right answers of {@code trained} in per cent. */
  public double accuracy(TrainedNetwork trained, List<Batch> images) {
    try (TensorScope evaluation = backend.openScope()) {
      return InferenceNetwork.load(trained, backend).accuracy(images);
    }
  }

  /** The network after its best epoch. */
  public TrainedNetwork best() {
    if (best == null) {
      throw new IllegalStateException("No epoch has run");
    }
    return network(best);
  }

  private TrainedNetwork network(Map<String, NamedArray> arrays) {
    int epoch = 0;
    for (EpochReport report : history) {
      epoch = report.best() ? report.epoch() : epoch;
    }
    String origin = "trained from scratch, epoch %d of %d".formatted(epoch, config.epochs());
    return new TrainedNetwork(architecture, size, data.statistics(), origin, arrays);
  }

  private static NamedArray array(Tensor tensor) {
    return new NamedArray(tensor.shape(), tensor.toArray());
  }

  /** Everything from which to go on. */
  public TrainingState state() {
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    step.state().forEach((name, tensor) -> arrays.put(name, array(tensor)));
    if (best != null) {
      best.forEach((name, array) -> arrays.put(BEST + name, array));
    }
    return new TrainingState(history, arrays);
  }

  /**
   * Goes on from a state that a trainer of the same configuration and data had.
   *
   * @throws ConfigurationException if it is of another network
   */
  public void restore(TrainingState state) {
    step.state()
        .forEach(
            (name, tensor) -> {
              NamedArray array = state.arrays().get(name);
              if (array == null || !array.shape().equals(tensor.shape())) {
                throw new ConfigurationException(
                    "The saved training is of another network: it has no '%s' of '%s' values"
                        .formatted(name, tensor.shape()));
              }
              tensor.set(array.values());
            });
    Map<String, NamedArray> kept = new LinkedHashMap<>();
    state
        .arrays()
        .forEach(
            (name, array) -> {
              if (name.startsWith(BEST)) {
                kept.put(name.substring(BEST.length()), array);
              }
            });
    best = kept.isEmpty() ? null : kept;
    history.clear();
    history.addAll(state.history());
    batches.seek((long) history.size() * batches.batchesPerEpoch());
  }

  /** Releases all tensors. */
  @Override
  public void close() {
    step.close();
    scope.close();
  }
}
