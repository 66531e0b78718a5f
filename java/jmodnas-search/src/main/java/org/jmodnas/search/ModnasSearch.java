package org.jmodnas.search;

import java.util.List;
import org.jmodnas.tensor.data.BatchLoader;
import org.jmodnas.tensor.random.Philox;

/**
 * MODNAS (Sukthanker et al., 2024, Algorithm 1): in each step the hypernetwork takes a step on
 * validation images along a direction that descends for every target device, then the supernet
 * weights take a step on training images.
 */
public final class ModnasSearch {
  private final SearchConfig config;
  private final List<SearchTarget> devices;
  private final BatchLoader training;
  private final BatchLoader validation;
  private final ArchitectureStep architectureStep;
  private final WeightStep weightStep;

  /**
   * A search.
   *
   * @param devices the training devices
   * @param training batches for w
   * @param validation batches for Φ, of other images
   */
  public ModnasSearch(
      SearchConfig config,
      List<SearchTarget> devices,
      BatchLoader training,
      BatchLoader validation,
      ArchitectureStep architectureStep,
      WeightStep weightStep) {
    this.config = config;
    this.devices = List.copyOf(devices);
    this.training = training;
    this.validation = validation;
    this.architectureStep = architectureStep;
    this.weightStep = weightStep;
  }

  /** Runs all steps. */
  public void run(SearchListener listener) {
    Philox random = new Philox(config.seed(), 0x5EA2C4);
    int warmup = config.warmupSteps();
    for (int step = 0; step < config.steps(); step++) {
      if (step % training.batchesPerEpoch() == 0) {
        architectureStep.startEpoch();
      }
      Philox ofStep = random.split(step);
      if (step >= warmup) {
        architectureStep.run(step - warmup, validation.next(), devices, ofStep.split(0));
      }
      weightStep.run(step, training.next(), devices, ofStep.split(1));
      listener.stepEnded(step + 1, config.steps(), new LatestLosses(step >= warmup));
    }
  }

  /** The losses of the latest step of either level. */
  private final class LatestLosses implements SearchListener.Losses {
    private final boolean architectures;

    LatestLosses(boolean architectures) {
      this.architectures = architectures;
    }

    @Override
    public double training() {
      return weightStep.meanLoss();
    }

    @Override
    public double validation() {
      return architectures ? architectureStep.meanLoss() : Double.NaN;
    }
  }
}
