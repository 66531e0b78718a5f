package org.jmodnas.baselines.rescoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.hardware.Direction;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.space.Architecture;

/**
 * An order to evaluate candidates in such that a few of them already spread over the front that is
 * to be expected: each next one adds the most hypervolume to those before it.
 *
 * <p>Its two coordinates are mean ranks among the candidates, by the criteria of which more is
 * better, which tell of the accuracy, and by those of which less is better, which tell of the cost.
 */
public final class GainOrder {
  /** Where a candidate of the worst ranks still adds something. */
  private static final double REFERENCE = 1.1;

  private GainOrder() {}

  /** All of {@code candidates}, whose criteria are {@code criteria}; equal ones as they came. */
  public static List<Architecture> of(List<Candidate> candidates, List<Criterion> criteria) {
    List<Candidate> left = new ArrayList<>(candidates);
    List<double[]> points = points(candidates, criteria);
    List<double[]> taken = new ArrayList<>();
    List<Architecture> order = new ArrayList<>();
    while (!left.isEmpty()) {
      int best = mostGain(points, taken);
      taken.add(points.remove(best));
      order.add(left.remove(best).architecture());
    }
    return order;
  }

  private static int mostGain(List<double[]> points, List<double[]> taken) {
    List<double[]> joined = new ArrayList<>(taken);
    joined.add(points.get(0));
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < points.size(); i++) {
      joined.set(taken.size(), points.get(i));
      double volume = Hypervolume.of(joined, REFERENCE, REFERENCE);
      if (volume > most) {
        most = volume;
        best = i;
      }
    }
    return best;
  }

  private static List<double[]> points(List<Candidate> candidates, List<Criterion> criteria) {
    double[][] points = new double[candidates.size()][2];
    for (int m = 0; m < criteria.size(); m++) {
      Direction direction = criteria.get(m).direction();
      long alike = criteria.stream().filter(c -> c.direction() == direction).count();
      for (int i = 0; i < points.length; i++) {
        points[i][direction == Direction.MAXIMIZE ? 0 : 1] += rank(candidates, i, m) / alike;
      }
    }
    return new ArrayList<>(Arrays.asList(points));
  }

  /** The share of others that are better in a criterion; equal ones count half. */
  private static double rank(List<Candidate> candidates, int index, int criterion) {
    double value = candidates.get(index).criteria()[criterion];
    double better = 0;
    for (Candidate other : candidates) {
      double difference = Double.compare(other.criteria()[criterion], value);
      better += difference < 0 ? 1 : difference == 0 ? 0.5 : 0;
    }
    return better / candidates.size();
  }
}
