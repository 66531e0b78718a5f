package org.jmodnas.baselines.bayesian;

import java.util.Optional;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.tensor.random.Philox;

/**
 * Bayesian optimisation with random scalarisations (Paria, Kandasamy and Póczos, 2019): for each
 * evaluation it draws a weight w_m ~ U(0, 1) per objective and takes the candidate of least Σ w_m ·
 * rank_m, the rank among the candidates by the lower confidence bound μ_m − σ_m/2.
 *
 * <p>Bounds, ranks, weights, 250 random candidates and 3 random evaluations are from Syne Tune,
 * where MODNAS's baseline was run. Ours: objectives are modelled as {@link OutcomeWarp} has them.
 */
public final class Rsbo implements SearchMethod {
  private final BayesianSearch search;

  /** A search that knows nothing, of the whole space. */
  public Rsbo(Benchmark benchmark, Philox random, BayesianSettings settings) {
    this(benchmark, random, settings, Start.fresh());
  }

  /** A search from {@code start}. */
  public Rsbo(Benchmark benchmark, Philox random, BayesianSettings settings, Start start) {
    search =
        new BayesianSearch(
            new RegionCandidates(benchmark.space(), start.region()),
            new RankAcquisition(benchmark.reference()),
            settings,
            random);
    start.known().forEach(search::tell);
  }

  @Override
  public Optional<Trial> ask() {
    return search.ask();
  }

  @Override
  public void tell(Evaluation evaluation) {
    search.tell(evaluation);
  }
}
