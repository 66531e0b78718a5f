package org.jmodnas.search;

import java.util.Map;
import java.util.function.Consumer;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.data.BatchLoader;
import org.jmodnas.tensor.state.Snapshot;
import org.jmodnas.tensor.state.StateVisitor;

/**
 * A search that its caller takes step by step, with the images of the session or with batches of
 * the caller's own, and that can be saved between steps and go on elsewhere, bit for bit on the
 * same backend.
 */
public final class SearchRun {
  private final SearchConfig config;
  private final ModnasSearch search;
  private final ArchitectureStep architectureStep;
  private final Images images;
  private final Consumer<StateVisitor> models;

  /** The session's batches for w and for Φ. */
  record Images(BatchLoader training, BatchLoader validation) {}

  /**
   * A run of {@code search}.
   *
   * @param models takes a visitor to the parameters of all models
   */
  SearchRun(
      SearchConfig config,
      ModnasSearch search,
      ArchitectureStep architectureStep,
      Images images,
      Consumer<StateVisitor> models) {
    this.config = config;
    this.search = search;
    this.architectureStep = architectureStep;
    this.images = images;
    this.models = models;
  }

  /** Steps taken so far. */
  public int position() {
    return search.position();
  }

  /** Steps of the whole search. */
  public int steps() {
    return config.steps();
  }

  /** Steps at the beginning that train the supernet alone. */
  public int warmupSteps() {
    return config.warmupSteps();
  }

  /** Whether all steps are taken. */
  public boolean isDone() {
    return search.isDone();
  }

  /** Whether the steps taken so far trained the supernet alone. */
  public boolean isWarmingUp() {
    return search.position() <= config.warmupSteps();
  }

  /** Takes all steps that are left. */
  public void run(SearchListener listener) {
    while (!isDone()) {
      step();
      listener.stepEnded(position(), steps(), losses());
    }
  }

  /** Takes the next step on the session's images. */
  public void step() {
    Batch training = images.training.next();
    Batch validation = search.learnsArchitectures() ? images.validation.next() : training;
    search.step(training, validation);
  }

  /**
   * Takes the next step on images of the caller's.
   *
   * @param training for w, (batch, height, width, channels) as in the session's data set
   * @param validation other ones, for Φ
   */
  public void step(Batch training, Batch validation) {
    search.step(training, validation);
  }

  /** The losses of the latest step. */
  public SearchListener.Losses losses() {
    return search.losses();
  }

  /** Lets the next step keep what {@link #deviceWeights} returns, for which it waits. */
  public void observeDeviceWeights() {
    architectureStep.observeShares();
  }

  /**
   * The share γ of each training device in the direction of the latest step that was observed;
   * empty before there is one.
   */
  public Map<String, Double> deviceWeights() {
    return architectureStep.shares();
  }

  /** The state after the latest step, with all models. */
  public Snapshot snapshot() {
    return Snapshot.of(this::visit);
  }

  /** Goes on from {@code snapshot}. */
  void restore(Snapshot snapshot) {
    snapshot.restore(this::visit);
    int learnt = Math.max(search.position() - config.warmupSteps(), 0);
    images.training.seek(search.position());
    images.validation.seek(learnt);
  }

  private void visit(StateVisitor state) {
    models.accept(state);
    search.visit(state.within("search."));
  }
}
