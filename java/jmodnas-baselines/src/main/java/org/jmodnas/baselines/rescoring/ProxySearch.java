package org.jmodnas.baselines.rescoring;

import java.util.List;
import java.util.Set;
import org.jmodnas.baselines.ProxySpending;
import org.jmodnas.space.Architecture;

/** A search by proxies that can always go on. */
public interface ProxySearch extends ProxySpending {
  /**
   * Searches, or goes on searching, and returns what it has found, the first to be evaluated first.
   *
   * @param evaluated is not to be found again
   */
  List<Architecture> search(Set<Architecture> evaluated);
}
