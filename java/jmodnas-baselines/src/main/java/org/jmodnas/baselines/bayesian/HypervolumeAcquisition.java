package org.jmodnas.baselines.bayesian;

import java.util.List;
import org.jmodnas.baselines.bayesian.acquisition.ExpectedHypervolume;
import org.jmodnas.tensor.random.Philox;

/** The expected improvement of the hypervolume of the warped objectives. */
final class HypervolumeAcquisition implements Acquisition {
  private final OutcomeWarp warp;

  HypervolumeAcquisition(double[] reference) {
    warp = new OutcomeWarp(reference);
  }

  @Override
  public int count() {
    return warp.reference().length;
  }

  @Override
  public double[] outcomes(double[] objectives) {
    return warp.apply(objectives);
  }

  @Override
  public double[] values(Posterior posterior, List<double[]> front, Philox random) {
    return new ExpectedHypervolume(front, warp.apply(warp.reference()))
        .of(posterior.means(), posterior.deviations());
  }
}
