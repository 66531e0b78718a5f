package org.jmodnas.baselines.comparison;

import java.util.Optional;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;

/** A benchmark, and what a comparison can know of it. Safe for use by several threads. */
public interface Problem {
  /** What is searched. */
  Benchmark benchmark();

  /** The objectives of an evaluation in their units; NaN where one is not known. */
  double[] measured(Evaluation evaluation);

  /** The best that can be reached, where it is known. */
  Optional<Optimum> optimum();

  /** A benchmark of which nothing else is known. */
  static Problem of(Benchmark benchmark) {
    return new Problem() {
      @Override
      public Benchmark benchmark() {
        return benchmark;
      }

      @Override
      public double[] measured(Evaluation evaluation) {
        return evaluation.objectives();
      }

      @Override
      public Optional<Optimum> optimum() {
        return Optional.empty();
      }
    };
  }
}
