package org.jmodnas.baselines.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jmodnas.stats.HolmCorrection;
import org.jmodnas.stats.Quantile;
import org.jmodnas.stats.SignedRankTest;

/**
 * Tests of the competitors of a comparison against each other, by their final hypervolumes.
 *
 * <p>Three scopes, each of which answers another question. Trials of a device and seed: which is
 * better on these devices; many pairs, so small differences show. Means of devices: which is better
 * on devices such as these (Demšar, "Statistical comparisons of classifiers over multiple data
 * sets", 2006); as many pairs as devices, six of which cannot show much. Trials of one device:
 * which is better there. Trials of a seed start from different random numbers, so pairing them
 * loses nothing and removes the differences between devices.
 */
public final class Significance {
  private final ComparisonResult result;
  private final Scores scores;

  /** The places of the competitors that are tested against each other. */
  private final List<int[]> pairs = new ArrayList<>();

  /** Tests of every two competitors. */
  public Significance(ComparisonResult result, Scores scores) {
    this.result = result;
    this.scores = scores;
    int methods = result.methods().size();
    for (int method = 0; method < methods; method++) {
      for (int other = method + 1; other < methods; other++) {
        pairs.add(new int[] {method, other});
      }
    }
  }

  /** Tests of all others against {@code baseline}, which are fewer and so show more. */
  public Significance(ComparisonResult result, Scores scores, String baseline) {
    this.result = result;
    this.scores = scores;
    int against = result.methods().indexOf(baseline);
    if (against < 0) {
      throw new IllegalArgumentException(
          "The baseline is one of %s, got '%s'".formatted(result.methods(), baseline));
    }
    for (int method = 0; method < result.methods().size(); method++) {
      if (method != against) {
        pairs.add(new int[] {method, against});
      }
    }
  }

  /** All tests. */
  public List<PairTest> tests() {
    List<PairTest> tests = new ArrayList<>();
    String every = MethodScore.EVERY_DEVICE;
    tests.addAll(
        family(
            PairTest.Scope.TRIALS,
            every,
            method ->
                Stream.of(scores.hypervolumes(method)).flatMapToDouble(Arrays::stream).toArray()));
    tests.addAll(
        family(
            PairTest.Scope.DEVICE_MEANS,
            every,
            method ->
                Stream.of(scores.hypervolumes(method))
                    .mapToDouble(values -> Arrays.stream(values).average().orElseThrow())
                    .toArray()));
    for (int device = 0; device < result.devices().size(); device++) {
      int place = device;
      tests.addAll(
          family(
              PairTest.Scope.DEVICE,
              result.devices().get(device),
              method -> scores.hypervolumes(method)[place]));
    }
    return tests;
  }

  private List<PairTest> family(
      PairTest.Scope scope, String device, IntFunction<double[]> hypervolumes) {
    List<PairTest> tests = new ArrayList<>();
    for (int[] pair : pairs) {
      double[] own = hypervolumes.apply(pair[0]);
      double[] others = hypervolumes.apply(pair[1]);
      double[] differences =
          IntStream.range(0, own.length).mapToDouble(i -> own[i] - others[i]).toArray();
      SignedRankTest test = SignedRankTest.of(own, others);
      tests.add(
          new PairTest(
              scope,
              device,
              result.methods().get(pair[0]),
              result.methods().get(pair[1]),
              own.length,
              (int) Arrays.stream(differences).filter(d -> d > 0).count(),
              (int) Arrays.stream(differences).filter(d -> d < 0).count(),
              Quantile.median(differences),
              test.statistic(),
              test.p(),
              test.p(),
              test.exact()));
    }
    double[] adjusted = HolmCorrection.adjusted(tests.stream().mapToDouble(PairTest::p).toArray());
    return IntStream.range(0, tests.size())
        .mapToObj(i -> tests.get(i).adjusted(adjusted[i]))
        .toList();
  }
}
