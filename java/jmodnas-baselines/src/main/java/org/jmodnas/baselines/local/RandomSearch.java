package org.jmodnas.baselines.local;

import java.util.Optional;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.variation.UnseenArchitectures;
import org.jmodnas.tensor.random.Philox;

/** Random search: full evaluations of uniform architectures, none twice. */
public final class RandomSearch implements SearchMethod {
  private final UnseenArchitectures unseen;

  /** A search of {@code benchmark}. */
  public RandomSearch(Benchmark benchmark, Philox random) {
    unseen = new UnseenArchitectures(benchmark.space(), random);
  }

  @Override
  public Optional<Trial> ask() {
    return unseen.draw().map(Trial::full);
  }

  @Override
  public void tell(Evaluation evaluation) {}
}
