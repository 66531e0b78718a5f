package org.jmodnas.baselines.bayesian;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.pareto.ParetoArchive;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;

/**
 * Proposes several architectures at once by expected hypervolume improvement, one after the other:
 * each is believed to turn out at its posterior mean before the next is sought (the "Kriging
 * believer" of Ginsbourger et al., 2010). For use within other searches; the objectives are
 * modelled as in {@link Ehvi}.
 */
public final class ExpectedHypervolumeSampler {
  private final HypervolumeAcquisition acquisition;
  private final Surrogate surrogate;
  private final ParetoArchive<Architecture> front = new ParetoArchive<>();
  private final Set<Architecture> seen = new HashSet<>();

  /**
   * A sampler that knows nothing.
   *
   * @param reference of hypervolumes (M)
   * @param settings of which only the growth and the fit matter
   */
  public ExpectedHypervolumeSampler(
      SearchSpace space, double[] reference, BayesianSettings settings) {
    acquisition = new HypervolumeAcquisition(reference);
    surrogate = new Surrogate(settings, space, acquisition.count());
  }

  /** Learns an evaluation. */
  public void tell(Evaluation evaluation) {
    seen.add(evaluation.architecture());
    if (evaluation.isFeasible()) {
      double[] outcomes = acquisition.outcomes(evaluation.objectives());
      surrogate.observe(evaluation.architecture(), outcomes);
      front.offer(evaluation.architecture(), outcomes);
    }
  }

  /**
   * Up to {@code count} of the candidates, best first, none of which was evaluated. Without a
   * feasible evaluation they are those that come first. O(n²) for each candidate, with n
   * evaluations.
   */
  public List<Architecture> propose(Collection<Architecture> candidates, int count) {
    Set<Architecture> distinct = new LinkedHashSet<>(candidates);
    distinct.removeAll(seen);
    List<Architecture> open = new ArrayList<>(distinct);
    if (surrogate.size() == 0) {
      return List.copyOf(open.subList(0, Math.min(count, open.size())));
    }
    surrogate.renew();
    surrogate.add(open);
    ParetoArchive<Architecture> believed = new ParetoArchive<>();
    front.members().forEach(member -> believed.offer(member.item(), member.objectives()));
    Set<Integer> proposed = new LinkedHashSet<>();
    while (proposed.size() < Math.min(count, open.size())) {
      Posterior posterior = surrogate.posterior();
      int best = best(posterior, believed, proposed);
      proposed.add(best);
      double[] means = posterior.mean(best);
      surrogate.believe(open.get(best), means);
      believed.offer(open.get(best), means);
    }
    return proposed.stream().map(open::get).toList();
  }

  private int best(
      Posterior posterior, ParetoArchive<Architecture> believed, Set<Integer> proposed) {
    double[] values = acquisition.improvements(posterior, BayesianSearch.outcomes(believed));
    int best = -1;
    for (int c = 0; c < values.length; c++) {
      if (!proposed.contains(c) && (best < 0 || values[c] > values[best])) {
        best = c;
      }
    }
    return best;
  }
}
