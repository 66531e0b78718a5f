package org.jmodnas.baselines.rescoring;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.baselines.Proxies;
import org.jmodnas.baselines.ProxySpending.ProxyEvaluations;
import org.jmodnas.space.Architecture;

/** Looks criteria up, each architecture's once, and counts. */
public final class Criteria {
  private final List<Criterion> criteria;
  private final Proxies proxies;
  private final Map<Architecture, Candidate> known = new LinkedHashMap<>();
  private long total;

  /** These criteria by {@code proxies}. */
  public Criteria(List<Criterion> criteria, Proxies proxies) {
    this.criteria = List.copyOf(criteria);
    this.proxies = proxies;
  }

  /** The criteria of {@code architecture}. */
  public Candidate of(Architecture architecture) {
    total++;
    return known.computeIfAbsent(architecture, this::lookUp);
  }

  private Candidate lookUp(Architecture architecture) {
    return new Candidate(
        architecture, criteria.stream().mapToDouble(c -> c.value(proxies, architecture)).toArray());
  }

  /** All that was looked up, in the order of the first times. */
  public Collection<Candidate> known() {
    return Collections.unmodifiableCollection(known.values());
  }

  /** How much was looked up. */
  public ProxyEvaluations evaluations() {
    return new ProxyEvaluations(total, known.size());
  }
}
