package org.jmodnas.baselines.comparison;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.stats.Quantile;

/**
 * The trials of a comparison and what follows from them.
 *
 * @param trials by competitor, then problem, then seed
 */
public record ComparisonResult(Comparison comparison, List<TrialResult> trials) {
  private static final int MOST_CHECKPOINTS = 100;

  public ComparisonResult {
    trials = List.copyOf(trials);
  }

  /** The names of what took part. */
  public List<String> methods() {
    return comparison.competitors().stream().map(Competitor::name).toList();
  }

  /** The devices. */
  public List<String> devices() {
    return comparison.problems().stream().map(p -> p.benchmark().device()).toList();
  }

  /** The trials of a competitor and a problem, by their places, in the order of the seeds. */
  List<TrialResult> trials(int method, int device) {
    int seeds = comparison.seeds().size();
    int start = (method * comparison.problems().size() + device) * seeds;
    return trials.subList(start, start + seeds);
  }

  /** The numbers of evaluations at which {@link #curve} has a value: 100 of them at most. */
  public List<Integer> checkpoints() {
    int budget = comparison.evaluations();
    int interval = (budget + MOST_CHECKPOINTS - 1) / MOST_CHECKPOINTS;
    List<Integer> checkpoints = new ArrayList<>();
    for (int c = interval; c < budget; c += interval) {
      checkpoints.add(c);
    }
    checkpoints.add(budget);
    return checkpoints;
  }

  /** The hypervolume over evaluations of a competitor on a problem, by their places. */
  public List<CurvePoint> curve(int method, int device) {
    List<Integer> checkpoints = checkpoints();
    List<double[]> curves =
        trials(method, device).stream().map(trial -> trial.hypervolumes(checkpoints)).toList();
    List<CurvePoint> points = new ArrayList<>();
    for (int c = 0; c < checkpoints.size(); c++) {
      int place = c;
      double[] values = curves.stream().mapToDouble(curve -> curve[place]).toArray();
      points.add(
          new CurvePoint(
              checkpoints.get(c),
              Quantile.median(values),
              Quantile.of(values, 0.25),
              Quantile.of(values, 0.75)));
    }
    return points;
  }

  /** Median and quartiles over the seeds of the hypervolume after so many evaluations. */
  public record CurvePoint(int evaluations, double median, double lower, double upper) {}
}
