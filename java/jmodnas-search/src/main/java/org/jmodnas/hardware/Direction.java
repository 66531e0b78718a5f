package org.jmodnas.hardware;

/** Which end of a metric is wanted. */
public enum Direction {
  /** Less is better: latency, energy, parameters. */
  MINIMIZE(1, "less"),
  /** More is better: robustness, throughput. */
  MAXIMIZE(-1, "more");

  private final int sign;
  private final String wanted;

  Direction(int sign, String wanted) {
    this.sign = sign;
    this.wanted = wanted;
  }

  /** What is wanted, in a word: less or more. */
  public String wanted() {
    return wanted;
  }

  /** A number that is less where {@code value} is better: the value or its negative. */
  public double minimized(double value) {
    return sign * value;
  }
}
