package org.jmodnas.tensor.optim;

/**
 * Cosine annealing without restarts (Loshchilov and Hutter, 2017): from {@code initial} at period 0
 * to {@code last} at period {@code periods}.
 */
public record CosineSchedule(double initial, double last, int periods) {
  public CosineSchedule {
    if (periods < 1) {
      throw new IllegalArgumentException("A schedule has at least 1 period, got " + periods);
    }
  }

  /** The rate at {@code time}, in periods; from the last period on it stays the same. */
  public double rate(int time) {
    double progress = Math.min((double) time / periods, 1);
    return last + (initial - last) * (1 + Math.cos(Math.PI * progress)) / 2;
  }
}
