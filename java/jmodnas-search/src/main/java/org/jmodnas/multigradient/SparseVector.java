package org.jmodnas.multigradient;

import java.util.Arrays;

/**
 * A vector that is mostly 0, with the indices of its other entries. A device's gradient is: of the
 * banks, only the rows of the lattice points around r have one.
 */
record SparseVector(float[] values, int[] support) {
  private static final int ROOM = 4096;

  static SparseVector of(float[] values) {
    int[] support = new int[ROOM];
    int count = 0;
    for (int i = afterZeros(values, 0); i < values.length; i = afterZeros(values, i + 1)) {
      if (count == support.length) {
        support = Arrays.copyOf(support, 2 * count);
      }
      support[count++] = i;
    }
    return new SparseVector(values, Arrays.copyOf(support, count));
  }

  /** The first index from {@code start} on that does not hold 0, or the length. */
  private static int afterZeros(float[] values, int start) {
    int end = values.length;
    if (start >= end || values[start] != 0) {
      return start;
    }
    // Where a run of equal values ends; the virtual machine vectorises this comparison.
    int last = Arrays.mismatch(values, start, end - 1, values, start + 1, end);
    return last < 0 ? end : start + last + 1;
  }

  double dot(SparseVector other) {
    double sum = 0;
    for (int i : support) {
      sum += (double) values[i] * other.values[i];
    }
    return sum;
  }

  /** Adds {@code weight} times this vector to {@code total}. */
  void addTo(float[] total, float weight) {
    for (int i : support) {
      total[i] += weight * values[i];
    }
  }
}
