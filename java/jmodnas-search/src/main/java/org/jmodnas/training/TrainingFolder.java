package org.jmodnas.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.io.AtomicFile;
import org.jmodnas.tensor.io.FileFailure;
import org.jspecify.annotations.Nullable;

/**
 * A training in a folder of its own, which goes on where it was left: {@code training.csv}, a line
 * an epoch; checkpoints while it runs; {@code model.safetensors} and {@code training.json}, the
 * result, at its end.
 */
public final class TrainingFolder {
  /** The trained network. */
  public static final String MODEL = "model.safetensors";

  private static final String LOG = "training.csv";

  private final Path folder;
  private final SearchSpace space;

  /** The training in {@code folder}, which may be absent. */
  public TrainingFolder(Path folder, SearchSpace space) {
    this.folder = folder;
    this.space = space;
  }

  /**
   * Requires a place for a new training.
   *
   * @throws ConfigurationException if something is there
   */
  public void requireEmpty() {
    if (!isEmpty()) {
      throw new ConfigurationException(
          "'%s' is not empty. Name a new folder, or go on with '--resume'; nothing was changed"
              .formatted(folder));
    }
  }

  /**
   * Requires a training that has begun, or a place for one.
   *
   * @throws ConfigurationException if something else is there
   */
  public void requireTraining() {
    if (!isEmpty() && !ResultFile.exists(folder) && !TrainingCheckpoint.exists(folder)) {
      throw new ConfigurationException(
          "'%s' holds something else than a training. Name another folder; nothing was changed"
              .formatted(folder));
    }
  }

  private boolean isEmpty() {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new ConfigurationException("'" + folder + "' is no folder that can be read", e);
    }
  }

  /**
   * Forgets settings and progress, so that {@link #run} begins anew; the network stays till then.
   */
  public void restart() {
    try {
      ResultFile.delete(folder);
      TrainingCheckpoint.delete(folder);
    } catch (IOException e) {
      throw new JModnasException("'%s' cannot be cleared: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /**
   * The network that a training left here.
   *
   * @throws ConfigurationException if it has not ended
   */
  public TrainedNetwork network() {
    if (!Files.isRegularFile(folder.resolve(MODEL))) {
      throw new ConfigurationException(
          "'%s' has no '%s': expected the folder of a training that has ended"
              .formatted(folder, MODEL));
    }
    return NetworkFile.read(folder.resolve(MODEL), space);
  }

  /**
   * Runs {@code job} to its end, from its beginning or the latest checkpoint. A training that has
   * ended is read and not run again.
   *
   * @param backend the calling thread's; stays open
   * @param threads that share the shards of a batch; does not change results
   * @throws ConfigurationException if the folder has a training with other settings
   */
  public TrainingResult run(
      TrainingJob job, Backend backend, int threads, TrainingListener listener) {
    Map<String, String> settings = job.settings();
    ResultFile ended = ResultFile.read(folder);
    if (ended != null) {
      requireSame(ended.settings(), settings);
      return ended.result(network());
    }
    try (Trainer trainer = new Trainer(job.task(), job.config(), backend, threads)) {
      double before = 0;
      TrainingCheckpoint checkpoint = TrainingCheckpoint.read(folder, listener::warning);
      if (checkpoint != null) {
        requireSame(checkpoint.settings(), settings);
        trainer.restore(checkpoint.state());
        before = checkpoint.seconds();
      }
      Files.createDirectories(folder);
      double seconds = train(trainer, settings, before, listener);
      return end(trainer, job, seconds);
    } catch (IOException e) {
      throw new JModnasException(
          "'%s' cannot be written: %s".formatted(folder, FileFailure.reason(e)), e);
    }
  }

  /** Runs the epochs that are left; returns the seconds of all. */
  private double train(
      Trainer trainer, Map<String, String> settings, double before, TrainingListener listener)
      throws IOException {
    long start = System.nanoTime();
    double seconds = before;
    while (!trainer.finished()) {
      EpochReport report = trainer.epoch();
      seconds = before + (System.nanoTime() - start) / 1e9;
      new TrainingCheckpoint(trainer.state(), settings, seconds).write(folder);
      writeLog(trainer);
      listener.epoch(report, seconds);
    }
    return seconds;
  }

  private void writeLog(Trainer trainer) throws IOException {
    AtomicFile.write(
        folder.resolve(LOG), EpochLog.toCsv(trainer.history()).getBytes(StandardCharsets.UTF_8));
  }

  private TrainingResult end(Trainer trainer, TrainingJob job, double seconds) throws IOException {
    TrainedNetwork network = trainer.best();
    @Nullable EpochReport best = null;
    for (EpochReport report : trainer.history()) {
      best = report.best() ? report : best;
    }
    if (best == null) {
      throw new IllegalStateException("One epoch is the best");
    }
    TrainingResult result =
        new TrainingResult(
            network,
            best.epoch(),
            best.validationAccuracy(),
            job.test().isEmpty() ? null : trainer.accuracy(network, job.test()),
            trainer.parameters(),
            seconds);
    NetworkFile.write(folder.resolve(MODEL), network);
    writeLog(trainer);
    new ResultFile(job.settings(), result).write(folder);
    TrainingCheckpoint.delete(folder);
    return result;
  }

  private void requireSame(Map<String, String> there, Map<String, String> wanted) {
    Map<String, String> all = new LinkedHashMap<>(there);
    wanted.forEach(all::putIfAbsent);
    for (String name : all.keySet()) {
      String has = there.get(name);
      if (has == null || !has.equals(wanted.get(name))) {
        throw new ConfigurationException(
            "The training in '%s' has %s '%s', got '%s'. Give the same; nothing was changed"
                .formatted(folder, name, has, wanted.get(name)));
      }
    }
  }
}
