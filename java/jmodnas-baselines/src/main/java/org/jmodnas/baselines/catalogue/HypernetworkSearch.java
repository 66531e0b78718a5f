package org.jmodnas.baselines.catalogue;

import java.util.Optional;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.comparison.ClosableSearch;
import org.jmodnas.baselines.hypernet.RandomHypernetwork;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.random.Philox;

/**
 * A {@link RandomHypernetwork} with a backend of its own, on the CPU: of the published form for the
 * two objectives that it knows, else of the standard one.
 */
final class HypernetworkSearch implements ClosableSearch {
  private final Backend backend = Backends.open("cpu");
  private final RandomHypernetwork search;

  HypernetworkSearch(Benchmark benchmark, Philox random) {
    SearchConfig.Hypernetwork form =
        benchmark.objectives().size() == 2
            ? SearchConfig.Hypernetwork.published()
            : SearchConfig.Hypernetwork.standard();
    search = new RandomHypernetwork(benchmark, random, form, backend);
  }

  @Override
  public Optional<Trial> ask() {
    return search.ask();
  }

  @Override
  public void tell(Evaluation evaluation) {
    search.tell(evaluation);
  }

  @Override
  public void close() {
    backend.close();
  }
}
