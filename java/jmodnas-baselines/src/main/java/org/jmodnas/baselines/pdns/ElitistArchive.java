package org.jmodnas.baselines.pdns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jmodnas.baselines.rescoring.Candidate;
import org.jmodnas.pareto.Dominance;
import org.jmodnas.space.Architecture;

/**
 * The candidates that no other dominates, of everything offered so far and without a bound on their
 * number. Different architectures of equal criteria are all kept, of which training-free metrics
 * have many.
 */
final class ElitistArchive {
  private final Set<Architecture> barred;
  private final List<Candidate> members = new ArrayList<>();
  private final Set<Architecture> architectures = new HashSet<>();

  /** An archive of all but the architectures {@code barred}, which dominate nothing either. */
  ElitistArchive(Set<Architecture> barred) {
    this.barred = Set.copyOf(barred);
  }

  /** Adds {@code candidate} unless it is there or dominated, and removes what it dominates. */
  void offer(Candidate candidate) {
    Architecture architecture = candidate.architecture();
    if (barred.contains(architecture) || contains(architecture)) {
      return;
    }
    for (Candidate member : members) {
      if (Dominance.dominates(member.criteria(), candidate.criteria())) {
        return;
      }
    }
    members.removeIf(
        member ->
            Dominance.dominates(candidate.criteria(), member.criteria())
                && architectures.remove(member.architecture()));
    members.add(candidate);
    architectures.add(architecture);
  }

  boolean contains(Architecture architecture) {
    return architectures.contains(architecture);
  }

  /** The members, in the order of their arrival. */
  List<Candidate> members() {
    return List.copyOf(members);
  }
}
