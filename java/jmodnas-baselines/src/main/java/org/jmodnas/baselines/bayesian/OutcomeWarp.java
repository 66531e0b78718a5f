package org.jmodnas.baselines.bayesian;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Objectives as they are modelled. What lies beyond the reference point is as bad as the reference
 * point: how far beyond tells nothing of the front, and outliers would set the scale. The rest goes
 * to log(1 + y/c), linear below 0, as the differences that matter on a front are small and near 0,
 * and a space has few architectures there and a long tail of bad ones. Neither changes dominance
 * below the reference point.
 *
 * @param reference (M)
 */
record OutcomeWarp(double... reference) {
  /** c in the unit of the objectives, of which the range over a space is about 1. */
  private static final double SCALE = 0.05;

  /** The warped objectives (M). */
  double[] apply(double... objectives) {
    return Arrays.stream(limited(objectives)).map(OutcomeWarp::warped).toArray();
  }

  /** The warped sum of the objectives. */
  double sum(double... objectives) {
    return warped(Arrays.stream(limited(objectives)).sum());
  }

  private double[] limited(double... objectives) {
    return IntStream.range(0, reference.length)
        .mapToDouble(m -> Math.min(objectives[m], reference[m]))
        .toArray();
  }

  private static double warped(double objective) {
    return objective > 0 ? Math.log1p(objective / SCALE) : objective / SCALE;
  }
}
