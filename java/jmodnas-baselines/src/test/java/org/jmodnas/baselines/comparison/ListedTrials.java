package org.jmodnas.baselines.comparison;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.space.nasbench201.NasBench201Space;

/** Asks for these trials, one after another, and then has nothing left. */
record ListedTrials(String name, List<Trial> trials) implements Competitor {
  /** Full evaluations of the architectures at these indices. */
  static ListedTrials full(String name, int... indices) {
    NasBench201Space space = new NasBench201Space();
    return new ListedTrials(
        name, IntStream.of(indices).mapToObj(i -> Trial.full(space.architecture(i))).toList());
  }

  static Trial cheap(int index) {
    return new Trial(new NasBench201Space().architecture(index), FunctionBenchmark.CHEAP);
  }

  static Trial at(int index, Fidelity fidelity) {
    return new Trial(new NasBench201Space().architecture(index), fidelity);
  }

  @Override
  public SearchMethod start(Benchmark benchmark, long seed) {
    Iterator<Trial> remaining = trials.iterator();
    return new SearchMethod() {
      @Override
      public Optional<Trial> ask() {
        return remaining.hasNext() ? Optional.of(remaining.next()) : Optional.empty();
      }

      @Override
      public void tell(Evaluation evaluation) {}
    };
  }
}
