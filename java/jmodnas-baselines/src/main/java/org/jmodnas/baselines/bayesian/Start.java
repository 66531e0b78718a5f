package org.jmodnas.baselines.bayesian;

import java.util.List;
import java.util.function.Predicate;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.space.Architecture;

/**
 * Where a search starts.
 *
 * @param known full evaluations that it learns from and does not propose again
 * @param region architectures that it may propose
 */
public record Start(List<Evaluation> known, Predicate<Architecture> region) {
  public Start {
    known = List.copyOf(known);
  }

  /** A start without evaluations, in the whole space. */
  public static Start fresh() {
    return new Start(List.of(), architecture -> true);
  }
}
