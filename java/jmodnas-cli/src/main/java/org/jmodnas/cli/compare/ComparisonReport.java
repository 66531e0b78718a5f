package org.jmodnas.cli.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jmodnas.baselines.comparison.ComparisonResult;
import org.jmodnas.baselines.comparison.ComparisonResult.CurvePoint;
import org.jmodnas.baselines.comparison.MethodScore;
import org.jmodnas.baselines.comparison.Optimum;
import org.jmodnas.baselines.comparison.PairTest;
import org.jmodnas.baselines.comparison.Problem;
import org.jmodnas.baselines.comparison.Scores;
import org.jmodnas.baselines.comparison.Significance;
import org.jmodnas.baselines.comparison.TrialResult;

/** What a comparison tells, as rows. Nothing in them depends on time. */
final class ComparisonReport {
  private final ComparisonResult result;
  private final List<MethodScore> overall;
  private final List<MethodScore> byDevice;
  private final List<PairTest> tests;

  /**
   * The report of {@code result}.
   *
   * @param against what all others are tested against; empty for every two
   */
  ComparisonReport(ComparisonResult result, String against) {
    this.result = result;
    Scores scores = new Scores(result);
    overall = scores.overall();
    byDevice = scores.byDevice();
    tests =
        (against.isEmpty()
                ? new Significance(result, scores)
                : new Significance(result, scores, against))
            .tests();
  }

  List<MethodScore> overallScores() {
    return overall;
  }

  List<MethodScore> deviceScores() {
    return byDevice;
  }

  List<PairTest> tests() {
    return tests;
  }

  /** One row a method. */
  List<Map<String, Object>> overall() {
    return overall.stream()
        .map(score -> score(new Row().put("method", score.method()), score))
        .map(Row::values)
        .toList();
  }

  /** One row a method and device. */
  List<Map<String, Object>> summary() {
    return byDevice.stream()
        .map(
            score ->
                score(new Row().put("method", score.method()).put("device", score.device()), score))
        .map(Row::values)
        .toList();
  }

  private static Row score(Row row, MethodScore score) {
    return row.put("trials", score.trials())
        .put("hypervolume", score.hypervolume().mean())
        .put("hypervolume_std", score.hypervolume().deviation())
        .put("hypervolume_median", score.hypervolume().median())
        .put("hypervolume_q25", score.hypervolume().lower())
        .put("hypervolume_q75", score.hypervolume().upper())
        .put("igd_plus", score.igdPlus().mean())
        .put("igd_plus_std", score.igdPlus().deviation())
        .put("architectures", score.architectures())
        .put("rank", score.rank())
        .put("evaluations_to_99", score.evaluationsToOptimum())
        .put("reached_99", score.reached());
  }

  /** Hypervolume over evaluations, one row a method, device and checkpoint. */
  List<Map<String, Object>> curves() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int method = 0; method < result.methods().size(); method++) {
      for (int device = 0; device < result.devices().size(); device++) {
        for (CurvePoint point : result.curve(method, device)) {
          rows.add(
              new Row()
                  .put("method", result.methods().get(method))
                  .put("device", result.devices().get(device))
                  .put("evaluations", point.evaluations())
                  .put("median", point.median())
                  .put("q25", point.lower())
                  .put("q75", point.upper())
                  .values());
        }
      }
    }
    return rows;
  }

  /** One row a trial. */
  List<Map<String, Object>> trials() {
    return result.trials().stream().map(this::trial).toList();
  }

  private Map<String, Object> trial(TrialResult trial) {
    Problem problem = result.comparison().problems().get(result.devices().indexOf(trial.device()));
    int steps = trial.steps().size();
    Row row =
        new Row()
            .put("method", trial.method())
            .put("device", trial.device())
            .put("seed", trial.seed())
            .put(
                "evaluations",
                steps == 0 ? 0.0 : trial.steps().get(steps - 1).spent().doubleValue())
            .put("asked", steps)
            .put("proxy_evaluations", trial.proxies().distinct())
            .put("hypervolume", trial.hypervolume());
    Optimum optimum = problem.optimum().orElse(null);
    return row.put("igd_plus", optimum == null ? Double.NaN : trial.igdPlus(optimum.front()))
        .put("architectures", trial.architectures())
        .put(
            "evaluations_to_99",
            optimum == null
                ? Double.NaN
                : trial.evaluationsTo(MethodScore.NEARLY * optimum.hypervolume()))
        .values();
  }

  /** One row a test. */
  List<Map<String, Object>> testRows() {
    return tests.stream()
        .map(
            test ->
                new Row()
                    .put("scope", test.scope().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .put("device", test.device())
                    .put("method", test.method())
                    .put("other", test.other())
                    .put("pairs", test.pairs())
                    .put("better", test.better())
                    .put("worse", test.worse())
                    .put("median_difference", test.medianDifference())
                    .put("statistic", test.statistic())
                    .put("p", test.p())
                    .put("p_holm", test.adjusted())
                    .put("exact", test.exact())
                    .values())
        .toList();
  }
}
