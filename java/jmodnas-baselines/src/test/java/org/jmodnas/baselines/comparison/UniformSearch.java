package org.jmodnas.baselines.comparison;

import java.util.Optional;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.tensor.random.Philox;

/** Draws without repetition. */
final class UniformSearch implements SearchMethod {
  static final NamedMethod UNIFORM = new NamedMethod("uniform", "Random", UniformSearch::new);

  private final Benchmark benchmark;
  private final int[] order;
  private int next;

  UniformSearch(Benchmark benchmark, Philox random) {
    this.benchmark = benchmark;
    order = random.permutation(Math.toIntExact(benchmark.space().count()));
  }

  @Override
  public Optional<Trial> ask() {
    return next == order.length
        ? Optional.empty()
        : Optional.of(Trial.full(benchmark.space().architecture(order[next])));
  }

  @Override
  public void tell(Evaluation evaluation) {
    next++;
  }
}
