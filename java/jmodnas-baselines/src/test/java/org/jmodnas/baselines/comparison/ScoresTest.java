package org.jmodnas.baselines.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.ProxySpending.ProxyEvaluations;
import org.jmodnas.baselines.Trial;
import org.junit.jupiter.api.Test;

/** Scores and tests of results that are made up. */
final class ScoresTest {
  private static final Offset<Double> EPSILON = within(1e-12);

  /** A device whose true front is the point (0, 0), of hypervolume 1. */
  private record KnownProblem(Benchmark benchmark) implements Problem {
    @Override
    public double[] measured(Evaluation evaluation) {
      return evaluation.objectives();
    }

    @Override
    public Optional<Optimum> optimum() {
      return Optional.of(new Optimum(List.of(new double[2]), 1, List.of(), 0));
    }
  }

  /** Every trial finds one point of this hypervolume (method, device, seed) at evaluation 7. */
  private static ComparisonResult result(double[][][] hypervolumes, boolean known) {
    int devices = hypervolumes[0].length;
    List<Competitor> competitors = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (int d = 0; d < devices; d++) {
      FunctionBenchmark benchmark = FunctionBenchmark.scattered("d" + d);
      problems.add(known ? new KnownProblem(benchmark) : Problem.of(benchmark));
    }
    List<Long> seeds =
        IntStream.range(0, hypervolumes[0][0].length).mapToObj(Long::valueOf).toList();
    List<TrialResult> trials = new ArrayList<>();
    for (int m = 0; m < hypervolumes.length; m++) {
      competitors.add(ListedTrials.full("m" + m, 0));
      for (int d = 0; d < devices; d++) {
        for (int s = 0; s < seeds.size(); s++) {
          trials.add(trial("m" + m, "d" + d, s, hypervolumes[m][d][s]));
        }
      }
    }
    return new ComparisonResult(new Comparison(competitors, problems, seeds, 10), trials);
  }

  private static TrialResult trial(String method, String device, long seed, double hypervolume) {
    double[] point = {0, 1 - hypervolume};
    Evaluation evaluation =
        new Evaluation(Trial.full(FunctionBenchmark.SPACE.architecture((int) seed)), point);
    Step step = new Step(evaluation, BigDecimal.valueOf(7), hypervolume);
    return new TrialResult(
        method, device, seed, List.of(step), List.of(point), ProxyEvaluations.NONE, 2);
  }

  private static final double[][][] THREE = {
    {{.5, .7}, {.992, .995}},
    {{.6, .7}, {.9, .999}},
    {{.1, .2}, {.3, .4}},
  };

  @Test
  void spreadsAreOverSeedsOfMeansOverDevices() {
    MethodScore score = new Scores(result(THREE, true)).overall().get(0);
    assertThat(score.device()).isEqualTo("all");
    assertThat(score.hypervolume().mean()).isCloseTo((.5 + .7 + .992 + .995) / 4, EPSILON);
    double difference = (.7 + .995) / 2 - (.5 + .992) / 2;
    assertThat(score.hypervolume().deviation()).isCloseTo(difference / Math.sqrt(2), EPSILON);
    assertThat(score.hypervolume().median()).isCloseTo(score.hypervolume().mean(), EPSILON);
    assertThat(score.hypervolume().upper() - score.hypervolume().lower())
        .isCloseTo(difference / 2, EPSILON);
    assertThat(score.igdPlus().mean()).isCloseTo(1 - score.hypervolume().mean(), EPSILON);
    assertThat(score.architectures()).isEqualTo(1);
    assertThat(score.seconds()).isEqualTo(2);
  }

  @Test
  void ranksShareTies() {
    assertThat(new Scores(result(THREE, true)).overall())
        .extracting(MethodScore::rank)
        .containsExactly((2 + 1.5 + 1 + 2) / 4, (1 + 1.5 + 2 + 1) / 4, 3.0);
    assertThat(new Scores(result(THREE, true)).byDevice().get(1).rank()).isEqualTo(1.5);
  }

  @Test
  void trialsThatDoNotReachTheOptimumAreCounted() {
    Scores scores = new Scores(result(THREE, true));
    MethodScore first = scores.byDevice().get(1);
    assertThat(first.method()).isEqualTo("m0");
    assertThat(first.device()).isEqualTo("d1");
    assertThat(first.evaluationsToOptimum()).isEqualTo(7);
    assertThat(first.reached()).isEqualTo(2);
    assertThat(first.trials()).isEqualTo(2);
    MethodScore second = scores.overall().get(1);
    assertThat(second.evaluationsToOptimum()).isInfinite();
    assertThat(second.reached()).isEqualTo(1);
    assertThat(second.trials()).isEqualTo(4);
  }

  @Test
  void whatIsNotKnownIsNotScored() {
    MethodScore score = new Scores(result(THREE, false)).overall().get(0);
    assertThat(score.igdPlus().mean()).isNaN();
    assertThat(score.evaluationsToOptimum()).isNaN();
    assertThat(score.reached()).isZero();
  }

  /** Two methods on two devices with six seeds; p-values by hand. */
  @Test
  void pairsAreTestedInThreeScopes() {
    double[][][] values = new double[3][2][6];
    for (int d = 0; d < 2; d++) {
      for (int s = 0; s < 6; s++) {
        values[0][d][s] = .5 + .01 * s + .1 * d;
        values[1][d][s] = .5;
        values[2][d][s] = .5 - .001 * (s + 1);
      }
    }
    ComparisonResult result = result(values, true);
    List<PairTest> tests = new Significance(result, new Scores(result)).tests();
    assertThat(tests).hasSize(12);
    PairTest trials = tests.get(0);
    assertThat(trials.scope()).isEqualTo(PairTest.Scope.TRIALS);
    assertThat(trials.method() + trials.other()).isEqualTo("m0m1");
    assertThat(trials.pairs()).isEqualTo(12);
    assertThat(trials.better()).isEqualTo(11);
    assertThat(trials.worse()).isZero();
    assertThat(trials.p()).isCloseTo(Math.pow(2, -10), EPSILON);
    // The others, of 12 pairs all alike in sign, are at 2⁻¹¹: twice the middle, thrice the least.
    assertThat(trials.adjusted()).isCloseTo(3 * Math.pow(2, -11), EPSILON);
    assertThat(tests.get(1).adjusted()).isCloseTo(3 * Math.pow(2, -11), EPSILON);
    PairTest means = tests.get(3);
    assertThat(means.scope()).isEqualTo(PairTest.Scope.DEVICE_MEANS);
    assertThat(means.p()).isEqualTo(.5);
    assertThat(means.adjusted()).isEqualTo(1);
    PairTest device = tests.get(6);
    assertThat(device.scope()).isEqualTo(PairTest.Scope.DEVICE);
    assertThat(device.device()).isEqualTo("d0");
    assertThat(device.pairs()).isEqualTo(6);
    assertThat(device.better()).isEqualTo(5);
    assertThat(device.medianDifference()).isCloseTo(.025, EPSILON);
    assertThat(device.p()).isCloseTo(.0625, EPSILON);
  }

  @Test
  void aBaselineHasFewerTests() {
    ComparisonResult result = result(THREE, true);
    List<PairTest> tests = new Significance(result, new Scores(result), "m1").tests();
    assertThat(tests).hasSize(8).extracting(PairTest::other).containsOnly("m1");
    assertThat(tests.get(0).better()).isEqualTo(1);
    assertThat(tests.get(0).worse()).isEqualTo(2);
    assertThatThrownBy(() -> new Significance(result, new Scores(result), "m7"))
        .hasMessageContaining("m7");
  }
}
