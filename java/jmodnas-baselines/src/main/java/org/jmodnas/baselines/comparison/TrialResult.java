package org.jmodnas.baselines.comparison;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.ProxySpending.ProxyEvaluations;
import org.jmodnas.pareto.DistanceIndicator;
import org.jmodnas.space.Architecture;

/**
 * What a trial found.
 *
 * @param steps in the order of evaluation
 * @param front of the full evaluations, sorted, of equal points one
 * @param proxies looked up
 * @param seconds of wall time; the only part that does not repeat
 */
public record TrialResult(
    String method,
    String device,
    long seed,
    List<Step> steps,
    List<double[]> front,
    ProxyEvaluations proxies,
    double seconds) {
  public TrialResult {
    steps = List.copyOf(steps);
    front = List.copyOf(front);
  }

  /** Hypervolume of all that was evaluated fully. */
  public double hypervolume() {
    return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).hypervolume();
  }

  /** Hypervolume after each of {@code checkpoints}, which are numbers of evaluations and rise. */
  public double[] hypervolumes(List<Integer> checkpoints) {
    double[] curve = new double[checkpoints.size()];
    int done = 0;
    double reached = 0;
    for (int c = 0; c < curve.length; c++) {
      double checkpoint = checkpoints.get(c);
      while (done < steps.size() && steps.get(done).spent().doubleValue() <= checkpoint) {
        reached = steps.get(done).hypervolume();
        done++;
      }
      curve[c] = reached;
    }
    return curve;
  }

  /** Evaluations after which the hypervolume was at least {@code wanted}; +∞ if it never was. */
  public double evaluationsTo(double wanted) {
    return steps.stream()
        .filter(step -> step.hypervolume() >= wanted)
        .mapToDouble(step -> step.spent().doubleValue())
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** IGD+ of the front to {@code truth}; +∞ if nothing was found that counts. */
  public double igdPlus(List<double[]> truth) {
    return front.isEmpty() ? Double.POSITIVE_INFINITY : DistanceIndicator.IGD_PLUS.of(front, truth);
  }

  /** Different architectures among those fully evaluated that no other of them dominates. */
  public int architectures() {
    Set<Architecture> found = new HashSet<>();
    for (Step step : steps) {
      Evaluation evaluation = step.evaluation();
      double[] objectives = evaluation.objectives();
      if (evaluation.isFull()
          && front.stream().anyMatch(point -> Arrays.equals(point, objectives))) {
        found.add(evaluation.architecture());
      }
    }
    return found.size();
  }
}
