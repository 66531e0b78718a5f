package org.jmodnas.baselines;

import java.util.Optional;

/**
 * A search that says what to evaluate next and is told the result. {@code ask} and {@code tell}
 * alternate; whoever calls them keeps the budget, so a method has no end of its own. It draws from
 * the random stream that it was made with and from nothing else.
 */
public interface SearchMethod {
  /** What to evaluate next; empty if the method has nothing left that is worth it. */
  Optional<Trial> ask();

  /** The result of the trial that was asked for last. */
  void tell(Evaluation evaluation);
}
