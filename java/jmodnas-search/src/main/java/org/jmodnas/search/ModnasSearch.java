package org.jmodnas.search;

import java.util.List;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.tensor.state.StateVisitor;

/**
 * MODNAS (Sukthanker et al., 2024, Algorithm 1): in each step the hypernetwork takes a step on
 * validation images along a direction that descends for every target device, then the supernet
 * weights take a step on training images.
 *
 * <p>All random numbers of a step are named by the seed and its number, so a search goes on from
 * its number and the state of its parts as if it had never stopped.
 */
public final class ModnasSearch {
  private static final int STREAM = 0x5EA2C4;

  private final SearchConfig config;
  private final List<SearchTarget> devices;
  private final int stepsPerEpoch;
  private final ArchitectureStep architectureStep;
  private final WeightStep weightStep;
  private int step;

  /**
   * A search at its first step.
   *
   * @param devices the training devices
   * @param stepsPerEpoch steps after which the range of the error is measured anew
   */
  public ModnasSearch(
      SearchConfig config,
      List<SearchTarget> devices,
      int stepsPerEpoch,
      ArchitectureStep architectureStep,
      WeightStep weightStep) {
    this.config = config;
    this.devices = List.copyOf(devices);
    this.stepsPerEpoch = stepsPerEpoch;
    this.architectureStep = architectureStep;
    this.weightStep = weightStep;
  }

  /** Steps taken so far. */
  public int position() {
    return step;
  }

  /** Whether all steps are taken. */
  public boolean isDone() {
    return step >= config.steps();
  }

  /** Whether the next step is one of the hypernetwork too, and not of the supernet alone. */
  public boolean learnsArchitectures() {
    return step >= config.warmupSteps();
  }

  /**
   * Takes the next step.
   *
   * @param training images for w
   * @param validation other images, for Φ; unused while {@link #learnsArchitectures} does not hold
   */
  public void step(Batch training, Batch validation) {
    if (step % stepsPerEpoch == 0) {
      architectureStep.startEpoch();
    }
    Philox random = new Philox(config.seed(), STREAM).split(step);
    if (learnsArchitectures()) {
      architectureStep.run(step - config.warmupSteps(), validation, devices, random.split(0));
    }
    weightStep.run(step, training, devices, random.split(1));
    step++;
  }

  /** The losses of the latest step of either level. */
  public SearchListener.Losses losses() {
    boolean architectures = step > config.warmupSteps();
    return new SearchListener.Losses() {
      @Override
      public double training() {
        return weightStep.meanLoss();
      }

      @Override
      public double validation() {
        return architectures ? architectureStep.meanLoss() : Double.NaN;
      }
    };
  }

  /** Visits everything but the models. */
  void visit(StateVisitor state) {
    step = (int) state.number("step", step);
    architectureStep.visit(state.within("architecture."));
    weightStep.visit(state.within("weights."));
  }
}
