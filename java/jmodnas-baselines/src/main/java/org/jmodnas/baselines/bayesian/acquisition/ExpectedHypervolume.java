package org.jmodnas.baselines.bayesian.acquisition;

import java.util.Arrays;
import java.util.List;
import org.jmodnas.pareto.Dominance;

/**
 * By how much a point is expected to raise the hypervolume of a front, if its objectives are
 * independent and normal: exact for any number of objectives.
 *
 * <p>Σ over the boxes (l, u) of the region that the front leaves undominated of Π_m (Ψ_m(u_m) −
 * Ψ_m(l_m)) with Ψ_m(a) = E[max(a − y_m, 0)] = σ_m·φ(z) + (a − μ_m)·Φ(z), z = (a − μ_m)/σ_m (Yang
 * et al., "Efficient computation of expected hypervolume improvement using box decomposition
 * algorithms", 2019). For two objectives the boxes are the strips between neighbours on the front
 * (Emmerich et al., 2016).
 */
public final class ExpectedHypervolume {
  /** The bounds of the boxes in each objective, ascending. */
  private final double[][] levels;

  /** For each box and objective the places of its lower and its upper bound. */
  private final int[] places;

  private final int boxes;

  /**
   * The improvement of a front.
   *
   * @param front points of M objectives; those that others dominate change nothing
   * @param reference (M)
   */
  public ExpectedHypervolume(List<double[]> front, double... reference) {
    int objectives = reference.length;
    List<BoxDecomposition.Box> decomposition = BoxDecomposition.of(nonDominated(front), reference);
    boxes = decomposition.size();
    levels = new double[objectives][];
    places = new int[2 * objectives * boxes];
    for (int m = 0; m < objectives; m++) {
      int objective = m;
      levels[m] =
          decomposition.stream()
              .flatMapToDouble(
                  box ->
                      Arrays.stream(new double[] {box.lower()[objective], box.upper()[objective]}))
              .distinct()
              .sorted()
              .toArray();
      for (int b = 0; b < boxes; b++) {
        int at = 2 * (b * objectives + m);
        places[at] = Arrays.binarySearch(levels[m], decomposition.get(b).lower()[m]);
        places[at + 1] = Arrays.binarySearch(levels[m], decomposition.get(b).upper()[m]);
      }
    }
  }

  private static List<double[]> nonDominated(List<double[]> points) {
    return Dominance.nonDominated(points).stream().map(points::get).toList();
  }

  /**
   * The expected improvement by each of several points.
   *
   * @param means (M, points)
   * @param deviations (M, points), 0 where an objective is certain
   */
  public double[] of(double[][] means, double[][] deviations) {
    double[] improvements = new double[means[0].length];
    double[][] expected = new double[levels.length][];
    Arrays.setAll(expected, m -> new double[levels[m].length]);
    for (int c = 0; c < improvements.length; c++) {
      for (int m = 0; m < levels.length; m++) {
        for (int i = 0; i < expected[m].length; i++) {
          expected[m][i] = expectedExcess(levels[m][i] - means[m][c], deviations[m][c]);
        }
      }
      improvements[c] = sum(expected);
    }
    return improvements;
  }

  private double sum(double[][] expected) {
    double sum = 0;
    int place = 0;
    for (int b = 0; b < boxes; b++) {
      double product = 1;
      for (double[] along : expected) {
        product *= along[places[place + 1]] - along[places[place]];
        place += 2;
      }
      sum += product;
    }
    return sum;
  }

  /** E[max(gap − σ·Z, 0)] of a standard normal Z. */
  private static double expectedExcess(double gap, double deviation) {
    if (deviation == 0 || Double.isInfinite(gap)) {
      return Math.max(gap, 0);
    }
    return deviation * StandardNormal.expectedExcess(gap / deviation);
  }
}
