package org.jmodnas.baselines.comparison;

/**
 * Whether one of two competitors tends to reach more hypervolume, by {@link
 * org.jmodnas.stats.SignedRankTest}.
 *
 * @param scope what a pair is
 * @param device its name, or {@link MethodScore#EVERY_DEVICE}
 * @param better pairs in which {@code method} has more than {@code other}
 * @param worse pairs in which it has less; the rest are equal
 * @param medianDifference of the pairs, of {@code method} less {@code other}
 * @param statistic the sum of the ranks of the better pairs
 * @param p two-sided
 * @param adjusted p by Holm's correction over the pairs of competitors of the same scope and device
 * @param exact whether p is exact
 */
public record PairTest(
    Scope scope,
    String device,
    String method,
    String other,
    int pairs,
    int better,
    int worse,
    double medianDifference,
    double statistic,
    double p,
    double adjusted,
    boolean exact) {
  /** What is paired. */
  public enum Scope {
    /** The trials of a device and seed, of all devices. */
    TRIALS,
    /** The means of a device over its seeds. */
    DEVICE_MEANS,
    /** The trials of a seed, of one device. */
    DEVICE
  }

  PairTest adjusted(double value) {
    return new PairTest(
        scope,
        device,
        method,
        other,
        pairs,
        better,
        worse,
        medianDifference,
        statistic,
        p,
        value,
        exact);
  }
}
