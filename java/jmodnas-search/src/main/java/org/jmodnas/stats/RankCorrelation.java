package org.jmodnas.stats;

import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/** Correlations of ranks, −1 … 1; NaN where one of the variables is constant. */
public final class RankCorrelation {
  private RankCorrelation() {}

  /** Spearman's ρ; ties get their mean rank. */
  public static double spearman(double[] x, double[] y) {
    return new SpearmansCorrelation().correlation(x, y);
  }

  /** Kendall's τ-b. */
  public static double kendall(double[] x, double[] y) {
    return new KendallsCorrelation().correlation(x, y);
  }
}
