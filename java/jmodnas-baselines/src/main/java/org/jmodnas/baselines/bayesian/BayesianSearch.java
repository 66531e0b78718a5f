package org.jmodnas.baselines.bayesian;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.pareto.ParetoArchive;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.random.Philox;

/**
 * Bayesian optimisation of a finite space, one evaluation at a time and no architecture twice. The
 * next one is the best by an {@link Acquisition} among candidates that are drawn anew whenever the
 * hyperparameters are fitted. What cannot run is not modelled.
 */
final class BayesianSearch implements SearchMethod {
  private final RegionCandidates unseen;
  private final Acquisition acquisition;
  private final BayesianSettings settings;
  private final Philox random;
  private final Surrogate surrogate;
  private final ParetoArchive<Architecture> front = new ParetoArchive<>();
  private final Set<Architecture> candidates = new LinkedHashSet<>();

  BayesianSearch(
      RegionCandidates unseen, Acquisition acquisition, BayesianSettings settings, Philox random) {
    this.unseen = unseen;
    this.acquisition = acquisition;
    this.settings = settings;
    this.random = random;
    surrogate = new Surrogate(settings, unseen.space(), acquisition.count());
  }

  @Override
  public Optional<Trial> ask() {
    if (surrogate.size() < settings.initial()) {
      return unseen.draw(1, random).stream().findFirst().map(Trial::full);
    }
    if (surrogate.isDue()) {
      renew();
    }
    Optional<Architecture> best = best();
    if (best.isEmpty()) {
      renew();
      best = best();
    }
    return best.map(Trial::full);
  }

  @Override
  public void tell(Evaluation evaluation) {
    Architecture architecture = evaluation.architecture();
    unseen.exclude(architecture);
    if (evaluation.isFeasible()) {
      double[] outcomes = acquisition.outcomes(evaluation.objectives());
      surrogate.observe(architecture, outcomes);
      // Before the first fit there are no candidates, and what is added would be forgotten.
      if (front.offer(architecture, outcomes) && !candidates.isEmpty()) {
        addNeighbours(architecture);
      }
    }
  }

  private void renew() {
    surrogate.renew();
    candidates.clear();
    add(unseen.draw(settings.candidates().pool(), random));
    front.members().forEach(member -> addNeighbours(member.item()));
  }

  private void addNeighbours(Architecture architecture) {
    if (settings.candidates().local()) {
      add(unseen.neighbours(architecture));
    }
  }

  private void add(Set<Architecture> architectures) {
    surrogate.add(architectures.stream().filter(candidates::add).toList());
  }

  private Optional<Architecture> best() {
    List<Architecture> all = List.copyOf(candidates);
    int[] open = IntStream.range(0, all.size()).filter(c -> unseen.contains(all.get(c))).toArray();
    if (open.length == 0) {
      return Optional.empty();
    }
    int[] considered =
        Arrays.stream(random.permutation(open.length))
            .limit(settings.candidates().considered())
            .map(i -> open[i])
            .toArray();
    Posterior posterior = surrogate.posterior().at(considered);
    double[] values = acquisition.values(posterior, outcomes(front), random);
    return IntStream.range(0, values.length)
        .boxed()
        .max(Comparator.comparingDouble(c -> values[c]))
        .map(c -> all.get(considered[c]));
  }

  /** The outcomes of a front's members. */
  static List<double[]> outcomes(ParetoArchive<Architecture> front) {
    return front.members().stream().map(ParetoArchive.Member::objectives).toList();
  }
}
