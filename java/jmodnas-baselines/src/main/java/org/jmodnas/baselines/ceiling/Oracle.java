package org.jmodnas.baselines.ceiling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.SearchMethod;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.tabular.TabularBenchmark;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.sampling.Preference;
import org.jmodnas.search.TableScore;

/**
 * Asks for architectures that it knows from the table to be the best, each time the one that adds
 * most hypervolume, and then for no more. No search: a bound of what searches can reach.
 */
public final class Oracle implements SearchMethod {
  private final TabularBenchmark benchmark;
  private final PriorityQueue<Candidate> candidates =
      new PriorityQueue<>(
          Comparator.comparingDouble(Candidate::gain)
              .reversed()
              .thenComparingInt(Candidate::index));
  private final List<double[]> asked = new ArrayList<>();
  private double hypervolume;

  /**
   * An architecture and the hypervolume that it added when that was last computed. What others add
   * first only lowers it.
   */
  private record Candidate(int index, double gain) {}

  private Oracle(TabularBenchmark benchmark, Iterable<Integer> indices) {
    this.benchmark = benchmark;
    for (int index : indices) {
      candidates.add(new Candidate(index, Double.POSITIVE_INFINITY));
    }
  }

  /** All points of the true front, of each the first architecture: the ceiling of every search. */
  public static Oracle front(TabularBenchmark benchmark) {
    TableScore truth = benchmark.truth();
    Set<List<Double>> front = new HashSet<>();
    truth.front().forEach(point -> front.add(key(point)));
    return new Oracle(
        benchmark,
        IntStream.range(0, Math.toIntExact(benchmark.space().count()))
            .filter(index -> front.remove(key(truth.objectives(index))))
            .boxed()
            .toList());
  }

  /** The best weighted sum of each preference: the ceiling of searches that scalarise so. */
  public static Oracle weightedSum(TabularBenchmark benchmark, List<Preference> preferences) {
    return new Oracle(benchmark, new LinkedHashSet<>(benchmark.truth().weightedSum(preferences)));
  }

  private static List<Double> key(double[] point) {
    return Arrays.stream(point).boxed().toList();
  }

  @Override
  public Optional<Trial> ask() {
    Candidate best = candidates.poll();
    if (best == null) {
      return Optional.empty();
    }
    Candidate current = withGain(best);
    while (!candidates.isEmpty() && candidates.peek().gain > current.gain) {
      candidates.add(current);
      current = withGain(candidates.remove());
    }
    asked.add(benchmark.truth().objectives(current.index));
    hypervolume += current.gain;
    return Optional.of(Trial.full(benchmark.space().architecture(current.index)));
  }

  private Candidate withGain(Candidate candidate) {
    List<double[]> together = new ArrayList<>(asked);
    together.add(benchmark.truth().objectives(candidate.index));
    return new Candidate(
        candidate.index, Hypervolume.of(together, benchmark.reference()) - hypervolume);
  }

  /** Tells it nothing that it does not know. */
  @Override
  public void tell(Evaluation evaluation) {}
}
