package org.jmodnas.baselines.lamoo;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.pareto.Hypervolume;

/** What has been evaluated so far, in the order of evaluation. */
final class Samples {
  private final ChoiceGrid grid;
  private final double[] reference;
  private final List<Evaluation> evaluations = new ArrayList<>();
  private final List<double[]> objectives = new ArrayList<>();
  private final BitSet seen = new BitSet();

  Samples(ChoiceGrid grid, double... reference) {
    this.grid = grid;
    this.reference = reference.clone();
  }

  ChoiceGrid grid() {
    return grid;
  }

  void add(Evaluation evaluation) {
    evaluations.add(evaluation);
    objectives.add(evaluation.objectives());
    seen.set(grid.position(evaluation.architecture()));
  }

  int size() {
    return evaluations.size();
  }

  /** All evaluations. */
  List<Evaluation> evaluations() {
    return List.copyOf(evaluations);
  }

  /** The evaluations with these numbers. */
  List<Evaluation> evaluations(List<Integer> members) {
    return members.stream().map(evaluations::get).toList();
  }

  /** The objectives of the samples with these numbers. */
  List<double[]> objectives(List<Integer> members) {
    return members.stream().map(objectives::get).toList();
  }

  /** The positions in the grid of the samples with these numbers. */
  int[] positions(List<Integer> members) {
    return members.stream()
        .mapToInt(member -> grid.position(evaluations.get(member).architecture()))
        .toArray();
  }

  /** The hypervolume of all samples. */
  double hypervolume() {
    return Hypervolume.of(objectives, reference);
  }

  /** The hypervolume of the samples with these numbers. */
  double hypervolume(List<Integer> members) {
    return Hypervolume.of(objectives(members), reference);
  }

  /** The positions in the grid of all that has not been evaluated. */
  BitSet unseen() {
    BitSet unseen = new BitSet(grid.size());
    unseen.set(0, grid.size());
    unseen.andNot(seen);
    return unseen;
  }
}
