package org.jmodnas.search;

/** The place of the largest value of a row; the first of equal ones. */
public final class Argmax {
  private Argmax() {}

  /** Within the {@code count} values from {@code start} on, counted from there. */
  public static int of(float[] values, int start, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[start + i] > values[start + best]) {
        best = i;
      }
    }
    return best;
  }
}
