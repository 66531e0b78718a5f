package org.jmodnas.search;

import java.util.HashMap;
import java.util.Map;

/**
 * The sum of vectors that arrive in any order, added in the order of their numbers, so that its
 * rounding does not depend on the timing of threads. Thread-safe.
 */
final class OrderedSum {
  private final float[] total;
  private final Map<Integer, float[]> early = new HashMap<>();
  private int next;

  OrderedSum(int size) {
    total = new float[size];
  }

  /** Adds vector {@code number}, which the sum may keep until its turn. */
  synchronized void add(int number, float[] vector) {
    early.put(number, vector);
    for (float[] due = early.remove(next); due != null; due = early.remove(next)) {
      for (int i = 0; i < total.length; i++) {
        total[i] += due[i];
      }
      next++;
    }
  }

  /** The sum of vectors 0 … n − 1, all of which have arrived. */
  synchronized float[] total() {
    if (!early.isEmpty()) {
      throw new IllegalStateException("Vector " + next + " has not arrived");
    }
    return total.clone();
  }
}
