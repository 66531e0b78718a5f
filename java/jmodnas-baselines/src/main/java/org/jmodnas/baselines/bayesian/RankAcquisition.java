package org.jmodnas.baselines.bayesian;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.tensor.random.Philox;

/** A sum of the ranks of lower confidence bounds, weighted at random each time. */
final class RankAcquisition implements Acquisition {
  /** Deviations by which a bound lies below the mean. */
  private static final double OPTIMISM = 0.5;

  private final OutcomeWarp warp;

  RankAcquisition(double[] reference) {
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
    double[] values = new double[posterior.candidates()];
    for (int m = 0; m < count(); m++) {
      double weight = random.nextDouble();
      int[] ascending = ascending(posterior.means()[m], posterior.deviations()[m]);
      for (int rank = 0; rank < values.length; rank++) {
        values[ascending[rank]] -= weight * rank;
      }
    }
    return values;
  }

  private static int[] ascending(double[] means, double[] deviations) {
    return IntStream.range(0, means.length)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> means[c] - OPTIMISM * deviations[c]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
