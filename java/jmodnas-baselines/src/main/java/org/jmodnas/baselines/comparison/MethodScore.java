package org.jmodnas.baselines.comparison;

/**
 * How a competitor did on a device or on several. Spreads are over the seeds, of means over the
 * devices.
 *
 * @param device its name, {@link #EVERY_DEVICE} if these are all
 * @param hypervolume of all that a trial evaluated
 * @param igdPlus NaN where the true front is not known, +∞ where a trial found nothing that counts
 * @param architectures that nothing in their trial dominates, mean
 * @param rank by hypervolume within the trials of a device and seed, 1 the best, ties sharing their
 *     mean rank; mean
 * @param evaluationsToOptimum after which the hypervolume was 99 % of that of the true front,
 *     median over all trials; +∞ if too few got there, NaN where the front is not known
 * @param reached trials that got there
 * @param trials all of them
 * @param seconds a trial took, mean
 */
public record MethodScore(
    String method,
    String device,
    Spread hypervolume,
    Spread igdPlus,
    double architectures,
    double rank,
    double evaluationsToOptimum,
    int reached,
    int trials,
    double seconds) {
  /** In place of a device's name. */
  public static final String EVERY_DEVICE = "all";

  /** The share of the true front's hypervolume that counts as reaching it. */
  public static final double NEARLY = 0.99;
}
