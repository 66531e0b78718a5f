package org.jmodnas.baselines.bayesian;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jmodnas.baselines.Benchmark;
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
 *
 * <p>From BoTorch and Syne Tune: a Gaussian process per outcome with a Matérn-5/2 kernel on one-hot
 * encodings, a length scale per entry, standardised outcomes. Ours: objectives are modelled as
 * {@link OutcomeWarp} has them; candidates are architectures instead of the ends of gradient
 * ascents, as there is nothing between architectures.
 */
public final class BayesianSearch implements SearchMethod {
  private final RegionCandidates unseen;
  private final Acquisition acquisition;
  private final BayesianSettings settings;
  private final Philox random;
  private final Surrogate surrogate;
  private final ParetoArchive<Architecture> front = new ParetoArchive<>();
  private final Set<Architecture> candidates = new LinkedHashSet<>();

  private BayesianSearch(
      RegionCandidates unseen, Acquisition acquisition, BayesianSettings settings, Philox random) {
    this.unseen = unseen;
    this.acquisition = acquisition;
    this.settings = settings;
    this.random = random;
    surrogate = new Surrogate(settings, unseen.space(), acquisition.count());
  }

  /**
   * By the expected hypervolume improvement (Emmerich et al., 2006), exact for any number of
   * objectives: what qEHVI (Daulton et al., 2020) estimates from samples. The hypervolume is that
   * of the warped objectives.
   */
  public static BayesianSearch ehvi(
      Benchmark benchmark, Philox random, BayesianSettings settings, Start start) {
    RegionCandidates unseen = new RegionCandidates(benchmark.space(), start.region());
    Acquisition acquisition = new HypervolumeAcquisition(benchmark.reference());
    return new BayesianSearch(unseen, acquisition, settings, random).from(start);
  }

  /**
   * LSBO: the expected improvement of the sum of the objectives, the linear scalarisation that
   * MODNAS is compared with. It seeks one trade-off; a front comes from what it evaluates on the
   * way. Candidates are ordered by expected improvement, in Syne Tune by Thompson draws.
   */
  public static BayesianSearch lsbo(
      Benchmark benchmark, Philox random, BayesianSettings settings, Start start) {
    RegionCandidates unseen = new RegionCandidates(benchmark.space(), start.region());
    Acquisition acquisition = new ImprovementAcquisition(benchmark.reference());
    return new BayesianSearch(unseen, acquisition, settings, random).from(start);
  }

  /**
   * RSBO, random scalarisations (Paria, Kandasamy and Póczos, 2019): for each evaluation it draws a
   * weight w_m ~ U(0, 1) per objective and takes the candidate of least Σ w_m · rank_m, the rank
   * among the candidates by the lower confidence bound μ_m − σ_m/2, as Syne Tune has it.
   */
  public static BayesianSearch rsbo(
      Benchmark benchmark, Philox random, BayesianSettings settings, Start start) {
    RegionCandidates unseen = new RegionCandidates(benchmark.space(), start.region());
    Acquisition acquisition = new RankAcquisition(benchmark.reference());
    return new BayesianSearch(unseen, acquisition, settings, random).from(start);
  }

  private BayesianSearch from(Start start) {
    start.known().forEach(this::tell);
    return this;
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
    List<double[]> outcomes =
        front.members().stream().map(ParetoArchive.Member::objectives).toList();
    double[] values = acquisition.values(posterior, outcomes, random);
    return IntStream.range(0, values.length)
        .boxed()
        .max(Comparator.comparingDouble(c -> values[c]))
        .map(c -> all.get(considered[c]));
  }
}
