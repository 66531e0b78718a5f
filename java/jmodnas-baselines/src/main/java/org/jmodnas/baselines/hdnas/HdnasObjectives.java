package org.jmodnas.baselines.hdnas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jmodnas.baselines.rescoring.Candidate;
import org.jmodnas.space.Architecture;

/**
 * What NSGA-II minimises: −φ, Ψ and −χ, or the first two of them. An architecture without a
 * similarity or a cost is infeasible, and so is one that is barred: it is +∞ in every objective and
 * has no part in the diversity of the others.
 */
record HdnasObjectives(Diversity diversity, Set<Architecture> barred) {
  private static final double WORST = Double.POSITIVE_INFINITY;

  /** The objectives of each member of a group. */
  List<double[]> of(List<Individual> group) {
    double[] diversities =
        switch (diversity) {
          case NONE -> new double[group.size()];
          case UNION -> diversities(group.stream().map(Individual::candidate).toList());
          case OFFSPRING -> group.stream().mapToDouble(Individual::diversity).toArray();
        };
    List<double[]> objectives = new ArrayList<>();
    for (int i = 0; i < diversities.length; i++) {
      Candidate candidate = group.get(i).candidate();
      double[] criteria = candidate.criteria();
      objectives.add(
          isFeasible(candidate)
              ? new double[] {criteria[0], criteria[1], -diversities[i]}
              : new double[] {WORST, WORST, WORST});
    }
    return objectives;
  }

  /** χ of each member of a group; 0 for the infeasible. */
  double[] diversities(List<Candidate> group) {
    double[] feasible = CostDiversity.of(costs(group));
    double[] diversities = new double[group.size()];
    int next = 0;
    for (int i = 0; i < diversities.length; i++) {
      diversities[i] = isFeasible(group.get(i)) ? feasible[next++] : 0;
    }
    return diversities;
  }

  /** Ψ of the feasible members of a group. */
  double[] costs(List<Candidate> group) {
    return group.stream().filter(this::isFeasible).mapToDouble(c -> c.criteria()[1]).toArray();
  }

  boolean isFeasible(Candidate candidate) {
    return Arrays.stream(candidate.criteria()).allMatch(Double::isFinite)
        && !barred.contains(candidate.architecture());
  }
}
