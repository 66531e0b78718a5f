package org.jmodnas.stats;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Wilcoxon's signed-rank test of paired samples, two-sided ("Individual comparisons by ranking
 * methods", 1945). Pairs without a difference are left out; equal differences share their mean
 * rank.
 *
 * <p>Up to {@value #MOST_EXACT_PAIRS} pairs the p-value is exact, also with equal differences: the
 * share of all assignments of signs to the ranks that is at least as extreme. Beyond, it is that of
 * a normal distribution with correction for ties and continuity. Commons Math has a test of that
 * name as well, which counts pairs without a difference for one of the sides and does not correct
 * for ties.
 *
 * @param pairs that differ
 * @param statistic the sum of the ranks of pairs of which the first is larger
 * @param p probability of a statistic at least as far from its mean where neither tends to be
 *     larger; 1 if no pair differs
 * @param exact whether p is exact
 */
public record SignedRankTest(int pairs, double statistic, double p, boolean exact) {
  /** The largest number of pairs with an exact p-value. */
  public static final int MOST_EXACT_PAIRS = 200;

  /** Tests whether values of {@code first} tend to be larger or smaller than those paired. */
  public static SignedRankTest of(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "Paired samples have equally many values, got %d and %d"
              .formatted(first.length, second.length));
    }
    double[] differences = new double[first.length];
    Arrays.setAll(differences, i -> first[i] - second[i]);
    differences = Arrays.stream(differences).filter(d -> d != 0).toArray();
    if (differences.length == 0) {
      return new SignedRankTest(0, 0, 1, true);
    }
    double[] ranks = Ranks.ascending(Arrays.stream(differences).map(Math::abs).toArray());
    double statistic = 0;
    for (int i = 0; i < ranks.length; i++) {
      statistic += differences[i] > 0 ? ranks[i] : 0;
    }
    boolean exact = ranks.length <= MOST_EXACT_PAIRS;
    return new SignedRankTest(
        ranks.length,
        statistic,
        exact ? exact(ranks, statistic) : approximate(ranks, statistic),
        exact);
  }

  /** By the distribution of sums of ranks with random signs; in halves, ranks are whole. */
  private static double exact(double[] ranks, double statistic) {
    int total = ranks.length * (ranks.length + 1);
    double[] probability = new double[total + 1];
    probability[0] = 1;
    int reached = 0;
    for (double rank : ranks) {
      int halves = (int) Math.round(2 * rank);
      reached += halves;
      for (int sum = reached; sum >= 0; sum--) {
        double with = sum >= halves ? probability[sum - halves] : 0;
        probability[sum] = (probability[sum] + with) / 2;
      }
    }
    int observed = (int) Math.round(2 * statistic);
    int lower = Math.min(observed, total - observed);
    double tail = 0;
    for (int sum = 0; sum <= lower; sum++) {
      tail += probability[sum];
    }
    return Math.min(1, 2 * tail);
  }

  private static double approximate(double[] ranks, double statistic) {
    double mean = Arrays.stream(ranks).sum() / 2;
    // With mean ranks this is the variance that is corrected for ties.
    double variance = Arrays.stream(ranks).map(rank -> rank * rank).sum() / 4;
    double distance = Math.max(0, Math.abs(statistic - mean) - 0.5);
    return 2 * new NormalDistribution().cumulativeProbability(-distance / Math.sqrt(variance));
  }
}
