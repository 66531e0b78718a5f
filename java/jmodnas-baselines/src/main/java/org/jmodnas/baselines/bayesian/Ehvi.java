package org.jmodnas.baselines.bayesian;

import java.util.Optional;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.tensor.random.Philox;

/**
 * Bayesian optimisation by the expected hypervolume improvement (Emmerich et al., 2006), exact for
 * any number of objectives, one evaluation at a time: what qEHVI (Daulton et al., 2020) estimates
 * from samples.
 *
 * <p>From BoTorch: a Gaussian process per objective with a Matérn-5/2 kernel on one-hot encodings,
 * a length scale per entry, standardised outcomes, the given reference point. Ours: objectives are
 * modelled as {@link OutcomeWarp} has them, and the hypervolume is that of the warped ones; on a
 * finite space candidates are architectures instead of the ends of gradient ascents.
 */
public final class Ehvi implements SearchMethod {
  private final BayesianSearch search;

  /** A search that knows nothing, of the whole space. */
  public Ehvi(Benchmark benchmark, Philox random, BayesianSettings settings) {
    this(benchmark, random, settings, Start.fresh());
  }

  /** A search from {@code start}. */
  public Ehvi(Benchmark benchmark, Philox random, BayesianSettings settings, Start start) {
    search =
        new BayesianSearch(
            new RegionCandidates(benchmark.space(), start.region()),
            new HypervolumeAcquisition(benchmark.reference()),
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
