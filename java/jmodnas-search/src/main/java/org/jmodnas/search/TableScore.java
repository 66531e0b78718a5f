package org.jmodnas.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.pareto.DistanceIndicator;
import org.jmodnas.pareto.Dominance;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.sampling.Preference;

/**
 * Scores sets of architectures by tabulated accuracy and metrics, as the MODNAS experiments do:
 * architectures with an error of 90 % or more are left out, error and metrics are scaled to [0, 1]
 * over the rest of the space, and the reference point is 1 in every objective.
 */
public final class TableScore {
  private static final double HOPELESS_ERROR = 90;

  /** Objective m of each architecture, the error first; NaN where it is not known. */
  private final double[][] objectives;

  /** Which architectures count. */
  private final boolean[] scored;

  private final List<double[]> front;

  /**
   * A score on one device.
   *
   * @param accuracy table with accuracies in per cent
   * @param column its column
   * @param metrics with tables that have the device
   */
  public TableScore(
      MetricTable accuracy, String column, List<MetricObjective> metrics, String device) {
    objectives = new double[metrics.size() + 1][];
    objectives[0] =
        Arrays.stream(accuracy.values(column)).map(accurate -> 100 - accurate).toArray();
    for (int m = 0; m < metrics.size(); m++) {
      MetricObjective metric = metrics.get(m);
      objectives[m + 1] =
          Arrays.stream(metric.table().values(device)).map(metric.direction()::minimized).toArray();
    }
    scored = new boolean[objectives[0].length];
    for (int i = 0; i < scored.length; i++) {
      scored[i] = objectives[0][i] < HOPELESS_ERROR;
      for (double[] values : objectives) {
        scored[i] &= !Double.isNaN(values[i]);
      }
    }
    Arrays.stream(objectives).forEach(this::scale);
    front = nonDominated(points(IntStream.range(0, objectives[0].length).boxed().toList()));
  }

  /**
   * The normalised objectives of an architecture, the error first, NaN where one is not known. An
   * architecture that does not count can lie outside [0, 1]: its error is above the range of the
   * others.
   */
  public double[] objectives(int index) {
    return Arrays.stream(objectives).mapToDouble(values -> values[index]).toArray();
  }

  /** The true front of the whole space, normalised. */
  public List<double[]> front() {
    return List.copyOf(front);
  }

  /** Hypervolume of the true front. */
  public double hypervolume() {
    return Hypervolume.of(front, reference());
  }

  /** Hypervolume of the architectures at these indices. */
  public double hypervolume(List<Integer> indices) {
    return Hypervolume.of(points(indices), reference());
  }

  /** IGD+ of the architectures at these indices to the true front. */
  public double igdPlus(List<Integer> indices) {
    List<double[]> points = nonDominated(points(indices));
    return points.isEmpty() ? Double.NaN : DistanceIndicator.IGD_PLUS.of(points, front);
  }

  /** The oracle: for each preference the architecture of least weighted sum. */
  public List<Integer> weightedSum(List<Preference> preferences) {
    List<Integer> best = new ArrayList<>();
    for (Preference preference : preferences) {
      int least = -1;
      double value = Double.POSITIVE_INFINITY;
      for (int i = 0; i < objectives[0].length; i++) {
        double sum = scored[i] ? 0 : Double.NaN;
        for (int m = 0; m < objectives.length; m++) {
          sum += preference.weight(m) * objectives[m][i];
        }
        if (sum < value) {
          value = sum;
          least = i;
        }
      }
      best.add(least);
    }
    return best;
  }

  /** The reference point of hypervolumes: 1 in every objective. */
  public double[] reference() {
    double[] ones = new double[objectives.length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private List<double[]> points(List<Integer> indices) {
    List<double[]> points = new ArrayList<>();
    for (int index : indices) {
      if (scored[index]) {
        points.add(objectives(index));
      }
    }
    return points;
  }

  /** The points that no other dominates, sorted; of equal points one. */
  private static List<double[]> nonDominated(List<double[]> points) {
    List<double[]> sorted = new ArrayList<>(points);
    sorted.sort(Arrays::compare);
    List<double[]> kept = new ArrayList<>();
    for (double[] point : sorted) {
      // A point is dominated only by those before it, most often by one of the last.
      int dominator = kept.size() - 1;
      while (dominator >= 0 && !Dominance.weaklyDominates(kept.get(dominator), point)) {
        dominator--;
      }
      if (dominator < 0) {
        kept.add(point);
      }
    }
    return kept;
  }

  private void scale(double[] values) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      if (scored[i]) {
        lowest = Math.min(lowest, values[i]);
        highest = Math.max(highest, values[i]);
      }
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - lowest) / (highest - lowest);
    }
  }
}
