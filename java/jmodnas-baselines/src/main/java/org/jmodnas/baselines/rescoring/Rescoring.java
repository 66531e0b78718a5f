package org.jmodnas.baselines.rescoring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.ProxySpending;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.space.Architecture;

/**
 * Has what a search by proxies finds evaluated, one architecture after the other, and lets it
 * search on when there is nothing left. The search never learns the results.
 */
public final class Rescoring implements SearchMethod, ProxySpending {
  /** A search that finds nothing so often has nothing left. */
  private static final int ATTEMPTS = 10;

  private final ProxySearch search;
  private final Deque<Architecture> found = new ArrayDeque<>();
  private final Set<Architecture> asked = new HashSet<>();

  /** Evaluates what {@code search} finds. */
  public Rescoring(ProxySearch search) {
    this.search = search;
  }

  @Override
  public Optional<Trial> ask() {
    for (int attempt = 0; found.isEmpty() && attempt < ATTEMPTS; attempt++) {
      found.addAll(search.search(asked));
    }
    Optional<Architecture> next = Optional.ofNullable(found.poll());
    next.ifPresent(asked::add);
    return next.map(Trial::full);
  }

  @Override
  public void tell(Evaluation evaluation) {}

  @Override
  public ProxyEvaluations proxyEvaluations() {
    return search.proxyEvaluations();
  }
}
