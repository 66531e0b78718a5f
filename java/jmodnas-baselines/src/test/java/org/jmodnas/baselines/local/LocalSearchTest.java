package org.jmodnas.baselines.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.MethodFactory;
import org.jmodnas.baselines.SearchMethodContract;
import org.jmodnas.baselines.Searches;
import org.jmodnas.baselines.TinyBenchmark;
import org.jmodnas.pareto.Dominance;
import org.jmodnas.space.Architecture;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalSearchTest extends SearchMethodContract {
  @Override
  protected MethodFactory factory() {
    return LocalSearch::new;
  }

  /** While any point of the front has an unseen neighbour, the next is one. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 2})
  void nextIsANeighbourOfTheFrontAsLongAsThereIsOne(int infeasible) {
    Benchmark benchmark = new TinyBenchmark(infeasible);
    int strays = 0;
    for (int seed = 0; seed < 20; seed++) {
      List<Evaluation> all =
          Searches.run(new LocalSearch(benchmark, new Philox(seed, 0)), benchmark, 100);
      for (int i = 1; i < all.size(); i++) {
        List<Architecture> unseen = neighboursOfTheFront(benchmark, all.subList(0, i));
        if (unseen.isEmpty()) {
          strays++;
        } else {
          assertThat(unseen).contains(all.get(i).architecture());
        }
      }
    }
    assertThat(strays).as("random new starts").isPositive();
  }

  private static List<Architecture> neighboursOfTheFront(
      Benchmark benchmark, List<Evaluation> seen) {
    List<Evaluation> feasible = seen.stream().filter(Evaluation::isFeasible).toList();
    List<double[]> points = feasible.stream().map(Evaluation::objectives).toList();
    List<Architecture> known = seen.stream().map(Evaluation::architecture).toList();
    List<Architecture> neighbours = new ArrayList<>();
    for (int member : Dominance.nonDominated(points)) {
      int[] center = feasible.get(member).architecture().choices();
      IntStream.range(0, 24)
          .mapToObj(benchmark.space()::architecture)
          .filter(other -> !known.contains(other) && difference(center, other.choices()) == 1)
          .forEach(neighbours::add);
    }
    return neighbours;
  }

  private static long difference(int[] a, int[] b) {
    return IntStream.range(0, a.length).filter(d -> a[d] != b[d]).count();
  }
}
