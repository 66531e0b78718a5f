package org.jmodnas.search;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.pareto.DistanceIndicator;
import org.jmodnas.pareto.Dominance;
import org.jmodnas.pareto.Hypervolume;

/**
 * Scores sets of architectures by tabulated accuracy and metric, as the MODNAS experiments do:
 * architectures with an error of 90 % or more are left out, error and metric are scaled to [0, 1]
 * over the rest of the space, and the reference point is (1, 1).
 */
public final class TableScore {
  private static final double HOPELESS_ERROR = 90;
  private static final double[] REFERENCE = {1, 1};

  private final double[] errors;
  private final double[] metrics;
  private final List<double[]> front;

  /**
   * A score on one device.
   *
   * @param accuracy table with accuracies in per cent
   * @param column its column
   */
  public TableScore(MetricTable accuracy, String column, MetricTable table, String device) {
    double[] accuracies = accuracy.values(column);
    errors = new double[accuracies.length];
    metrics = table.values(device);
    for (int i = 0; i < errors.length; i++) {
      errors[i] = 100 - accuracies[i];
      if (!(errors[i] < HOPELESS_ERROR) || Double.isNaN(metrics[i])) {
        errors[i] = Double.NaN;
        metrics[i] = Double.NaN;
      }
    }
    scale(errors);
    scale(metrics);
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < errors.length; i++) {
      all.add(i);
    }
    front = nonDominated(points(all));
  }

  /** The true front of the whole space, normalised. */
  public List<double[]> front() {
    return List.copyOf(front);
  }

  /** Hypervolume of the architectures at these indices. */
  public double hypervolume(List<Integer> indices) {
    return Hypervolume.of(points(indices), REFERENCE);
  }

  /** IGD+ of the architectures at these indices to the true front. */
  public double igdPlus(List<Integer> indices) {
    List<double[]> points = nonDominated(points(indices));
    return points.isEmpty() ? Double.NaN : DistanceIndicator.IGD_PLUS.of(points, front);
  }

  /** The oracle: for each weight of the error the architecture of least weighted sum. */
  public List<Integer> weightedSum(List<Double> errorWeights) {
    List<Integer> best = new ArrayList<>();
    for (double weight : errorWeights) {
      int least = -1;
      double value = Double.POSITIVE_INFINITY;
      for (int i = 0; i < errors.length; i++) {
        double sum = weight * errors[i] + (1 - weight) * metrics[i];
        if (sum < value) {
          value = sum;
          least = i;
        }
      }
      best.add(least);
    }
    return best;
  }

  private List<double[]> points(List<Integer> indices) {
    List<double[]> points = new ArrayList<>();
    for (int index : indices) {
      if (!Double.isNaN(errors[index])) {
        points.add(new double[] {errors[index], metrics[index]});
      }
    }
    return points;
  }

  /** The points that no other dominates, sorted by error; of equal points one. */
  private static List<double[]> nonDominated(List<double[]> points) {
    List<double[]> sorted = new ArrayList<>(points);
    sorted.sort((a, b) -> a[0] != b[0] ? Double.compare(a[0], b[0]) : Double.compare(a[1], b[1]));
    List<double[]> kept = new ArrayList<>();
    for (double[] point : sorted) {
      if (kept.isEmpty() || !Dominance.weaklyDominates(kept.get(kept.size() - 1), point)) {
        kept.add(point);
      }
    }
    return kept;
  }

  private static void scale(double[] values) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
      }
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - lowest) / (highest - lowest);
    }
  }
}
