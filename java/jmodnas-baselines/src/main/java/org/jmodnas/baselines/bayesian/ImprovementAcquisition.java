package org.jmodnas.baselines.bayesian;

import java.util.List;
import org.jmodnas.baselines.bayesian.acquisition.ExpectedHypervolume;
import org.jmodnas.tensor.random.Philox;

/** The expected improvement of the warped sum of the objectives. */
final class ImprovementAcquisition implements Acquisition {
  private final OutcomeWarp warp;

  ImprovementAcquisition(double[] reference) {
    warp = new OutcomeWarp(reference);
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public double[] outcomes(double[] objectives) {
    return new double[] {warp.sum(objectives)};
  }

  /** The hypervolume of one objective is what it lies below the reference, here the least sum. */
  @Override
  public double[] values(Posterior posterior, List<double[]> front, Philox random) {
    return new ExpectedHypervolume(List.of(), front.get(0))
        .of(posterior.means(), posterior.deviations());
  }
}
