package org.jmodnas.pareto;

import java.util.ArrayList;
import java.util.List;

/**
 * The non-dominated members of everything offered so far, without a bound on their number. Of
 * members with equal objectives the first stays.
 *
 * @param <T> what the objective values belong to
 */
public final class ParetoArchive<T> {
  private final List<Member<T>> members = new ArrayList<>();

  /** Something with its objective values. */
  public record Member<T>(T item, double[] objectives) {}

  /** Adds {@code item} unless a member is nowhere worse; says whether it was added. */
  public boolean offer(T item, double... objectives) {
    double[] point = objectives.clone();
    Dominance.requireComparable(
        members.isEmpty() ? List.of(point) : List.of(members.get(0).objectives, point));
    for (Member<T> member : members) {
      if (Dominance.weaklyDominates(member.objectives, point)) {
        return false;
      }
    }
    members.removeIf(member -> Dominance.dominates(point, member.objectives));
    members.add(new Member<>(item, point));
    return true;
  }

  /** The members, in the order of their arrival. */
  public List<Member<T>> members() {
    return List.copyOf(members);
  }
}
