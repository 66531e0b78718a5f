package org.jmodnas.pareto;

import java.util.List;

/**
 * How many other points dominate each point: 0 on the front, and the more the further behind it.
 * LaMOO calls it the dominance number (Zhao et al., ICLR 2022, section 3).
 */
public final class DominanceNumbers {
  private DominanceNumbers() {}

  /** The number of {@code points} that dominate each of them. */
  public static int[] of(List<double[]> points) {
    Dominance.requireComparable(points);
    double[][] all = points.toArray(double[][]::new);
    int[] numbers = new int[all.length];
    for (int i = 0; i < all.length; i++) {
      for (double[] other : all) {
        numbers[i] += Dominance.dominates(other, all[i]) ? 1 : 0;
      }
    }
    return numbers;
  }
}
