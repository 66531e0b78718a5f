package org.jmodnas.multigradient;

/** How the gradients of the target devices become updates of the hypernetwork. */
public enum DeviceCombination {
  /** One step along the direction of least norm; each gradient is scaled to norm 1 first. */
  MIN_NORM,
  /** One step along the mean. */
  MEAN,
  /** One step along the sum. */
  SUM,
  /** One step along the mean of gradients that are freed of their conflicts (PCGrad). */
  PCGRAD,
  /** One step near the mean, in the direction in which the worst device gains most (CAGrad). */
  CAGRAD,
  /** One step for each device, one after the other. */
  SEQUENTIAL,
  /** One step for one device drawn at random. */
  SAMPLED
}
