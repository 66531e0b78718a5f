package org.jmodnas.baselines.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.pareto.ParetoArchive;
import org.jmodnas.space.Architecture;

/**
 * The front of what a search has evaluated fully so far, with its hypervolume. What is worse than
 * the reference point in an objective does not count.
 */
final class FoundFront {
  private final double[] reference;
  private final ParetoArchive<Architecture> archive = new ParetoArchive<>();
  private double hypervolume;

  FoundFront(double[] reference) {
    this.reference = reference.clone();
  }

  /** Whether {@code objectives} are known and nowhere worse than {@code reference}. */
  static boolean counts(double[] objectives, double[] reference) {
    for (int m = 0; m < objectives.length; m++) {
      if (!(objectives[m] <= reference[m])) {
        return false;
      }
    }
    return true;
  }

  /** Takes in {@code evaluation}; returns the hypervolume of the front with it. */
  double offer(Evaluation evaluation) {
    double[] objectives = evaluation.objectives();
    // The volume is computed anew only where the front changes, which is seldom.
    if (evaluation.isFull()
        && counts(objectives, reference)
        && archive.offer(evaluation.architecture(), objectives)) {
      hypervolume = Hypervolume.of(points(), reference);
    }
    return hypervolume;
  }

  /** The front, sorted, of equal points one: the same for the same set, in whatever order found. */
  List<double[]> points() {
    List<double[]> points = new ArrayList<>();
    archive.members().forEach(member -> points.add(member.objectives()));
    points.sort(Arrays::compare);
    return points;
  }
}
