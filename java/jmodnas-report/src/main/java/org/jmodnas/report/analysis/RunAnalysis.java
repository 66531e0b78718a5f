package org.jmodnas.report.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jmodnas.report.data.EvaluationRow;
import org.jmodnas.report.data.FrontRow;
import org.jmodnas.report.data.RunFiles;
import org.jmodnas.report.data.TrainedRow;

/**
 * A run with what a report says of it.
 *
 * @param fronts one a device
 * @param policy curves of every device and decision
 * @param weights how devices weighed in the search
 * @param accuracies by number of point the mean true accuracy in per cent, of those trained
 */
public record RunAnalysis(
    RunFiles files,
    List<DeviceFront> fronts,
    List<PolicyCurves> policy,
    DeviceWeights weights,
    Map<Integer, Double> accuracies) {
  public RunAnalysis {
    fronts = List.copyOf(fronts);
    policy = List.copyOf(policy);
    accuracies = Map.copyOf(accuracies);
  }

  /** Analyses {@code files}. */
  public static RunAnalysis of(RunFiles files) {
    return new RunAnalysis(
        files,
        new DeviceFronts(files).all(),
        PolicyCurves.of(files.policy()),
        DeviceWeights.of(files.events("weights")),
        files.trained().stream()
            .filter(row -> Double.isFinite(row.accuracy()))
            .collect(
                Collectors.groupingBy(
                    TrainedRow::point,
                    LinkedHashMap::new,
                    Collectors.averagingDouble(TrainedRow::accuracy))));
  }

  /** Whether metrics are limited. */
  public boolean isLimited() {
    return Stream.concat(
            files.front().stream().map(FrontRow::architecture),
            files.evaluations().stream().map(EvaluationRow::architecture))
        .anyMatch(architecture -> architecture.feasibleProbability() < 1);
  }

  /** Whether the run has ended by itself. */
  public boolean isFinished() {
    return !files.events("finished").isEmpty();
  }
}
