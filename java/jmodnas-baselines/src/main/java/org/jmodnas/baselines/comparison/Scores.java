package org.jmodnas.baselines.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.jmodnas.stats.Quantile;
import org.jmodnas.stats.Ranks;

/** The scores of all competitors of a comparison. */
public final class Scores {
  private final ComparisonResult result;
  private final List<Problem> problems;
  private final int seeds;

  /** Final hypervolumes (method, device, seed). */
  private final double[][][] hypervolumes;

  /** Ranks of the competitors (method, device, seed). */
  private final double[][][] ranks;

  /** Scores of {@code result}. */
  public Scores(ComparisonResult result) {
    this.result = result;
    problems = result.comparison().problems();
    seeds = result.comparison().seeds().size();
    int methods = result.methods().size();
    hypervolumes = new double[methods][problems.size()][seeds];
    ranks = new double[methods][problems.size()][seeds];
    for (int device = 0; device < problems.size(); device++) {
      for (int seed = 0; seed < seeds; seed++) {
        double[] negative = new double[methods];
        for (int method = 0; method < methods; method++) {
          hypervolumes[method][device][seed] =
              result.trials(method, device).get(seed).hypervolume();
          negative[method] = -hypervolumes[method][device][seed];
        }
        double[] ranked = Ranks.ascending(negative);
        for (int method = 0; method < methods; method++) {
          ranks[method][device][seed] = ranked[method];
        }
      }
    }
  }

  /** Final hypervolumes (device, seed) of a competitor, by its place. */
  double[][] hypervolumes(int method) {
    return hypervolumes[method];
  }

  /** One score a competitor, over all devices. */
  public List<MethodScore> overall() {
    int[] all = IntStream.range(0, problems.size()).toArray();
    return IntStream.range(0, result.methods().size())
        .mapToObj(method -> score(method, MethodScore.EVERY_DEVICE, all))
        .toList();
  }

  /** One score a competitor and device. */
  public List<MethodScore> byDevice() {
    List<MethodScore> scores = new ArrayList<>();
    for (int method = 0; method < result.methods().size(); method++) {
      for (int device = 0; device < problems.size(); device++) {
        scores.add(score(method, result.devices().get(device), device));
      }
    }
    return scores;
  }

  private MethodScore score(int method, String label, int... devices) {
    double[] needed = all(method, devices, Scores::evaluationsToOptimum);
    boolean known = Arrays.stream(devices).allMatch(d -> problems.get(d).optimum().isPresent());
    return new MethodScore(
        result.methods().get(method),
        label,
        Spread.of(bySeed(method, devices, (trial, problem) -> trial.hypervolume())),
        Spread.of(bySeed(method, devices, Scores::igdPlus)),
        mean(all(method, devices, (trial, problem) -> trial.architectures())),
        Arrays.stream(devices).mapToDouble(d -> mean(ranks[method][d])).average().orElseThrow(),
        known ? Quantile.median(needed) : Double.NaN,
        (int) Arrays.stream(needed).filter(Double::isFinite).count(),
        needed.length,
        mean(all(method, devices, (trial, problem) -> trial.seconds())));
  }

  private static double igdPlus(TrialResult trial, Problem problem) {
    return problem.optimum().map(known -> trial.igdPlus(known.front())).orElse(Double.NaN);
  }

  private static double evaluationsToOptimum(TrialResult trial, Problem problem) {
    Optional<Optimum> optimum = problem.optimum();
    return optimum.isEmpty()
        ? Double.NaN
        : trial.evaluationsTo(MethodScore.NEARLY * optimum.get().hypervolume());
  }

  /** The measure of each seed, its mean over the devices. */
  private double[] bySeed(
      int method, int[] devices, ToDoubleBiFunction<TrialResult, Problem> measure) {
    return IntStream.range(0, seeds)
        .mapToDouble(
            seed ->
                Arrays.stream(devices)
                    .mapToDouble(
                        device ->
                            measure.applyAsDouble(
                                result.trials(method, device).get(seed), problems.get(device)))
                    .average()
                    .orElseThrow())
        .toArray();
  }

  /** The measure of every trial. */
  private double[] all(
      int method, int[] devices, ToDoubleBiFunction<TrialResult, Problem> measure) {
    return Arrays.stream(devices)
        .boxed()
        .flatMapToDouble(
            device ->
                result.trials(method, device).stream()
                    .mapToDouble(trial -> measure.applyAsDouble(trial, problems.get(device))))
        .toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
