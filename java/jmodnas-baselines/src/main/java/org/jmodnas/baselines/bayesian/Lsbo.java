package org.jmodnas.baselines.bayesian;

import java.util.Optional;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.tensor.random.Philox;

/**
 * Bayesian optimisation of the sum of the objectives by expected improvement: the linear
 * scalarisation that MODNAS is compared with. It seeks one trade-off; a front comes from what it
 * evaluates on the way.
 *
 * <p>From Syne Tune, where it was run: weights of 1, 3 random evaluations, a Gaussian process with
 * a Matérn-5/2 kernel on one-hot encodings, 250 random candidates. Ours: the sum is modelled as
 * {@link OutcomeWarp} has it; candidates are ordered by expected improvement rather than by
 * Thompson draws, and the best is not refined by gradients, as there is nothing between
 * architectures.
 */
public final class Lsbo implements SearchMethod {
  private final BayesianSearch search;

  /** A search that knows nothing, of the whole space. */
  public Lsbo(Benchmark benchmark, Philox random, BayesianSettings settings) {
    this(benchmark, random, settings, Start.fresh());
  }

  /** A search from {@code start}. */
  public Lsbo(Benchmark benchmark, Philox random, BayesianSettings settings, Start start) {
    search =
        new BayesianSearch(
            new RegionCandidates(benchmark.space(), start.region()),
            new ImprovementAcquisition(benchmark.reference()),
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
