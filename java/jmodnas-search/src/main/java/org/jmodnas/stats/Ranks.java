package org.jmodnas.stats;

import org.apache.commons.math3.stat.ranking.NaNStrategy;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/** Ranks of values. */
public final class Ranks {
  private Ranks() {}

  /** The rank of each value from 1, the smallest first; equal values get their mean rank. */
  public static double[] ascending(double[] values) {
    return new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE).rank(values);
  }
}
