package org.jmodnas.baselines.lamoo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.baselines.Proxies;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.tabular.TableProxies;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.testkit.SharedData;

/**
 * The paper's task on NAS-Bench-201, turned over to be minimised: 2 − z(accuracy) and z(FLOPs) + 2
 * with z-scores over the space and the reference point (3, 6). The hypervolume of its front is
 * 8.156 in our table of accuracies and 8.070 in theirs.
 */
final class AccuracyAndFlops implements Benchmark {
  private static final NasBench201Space SPACE = new NasBench201Space();

  private final double[] accuracy;
  private final double[] flops;

  AccuracyAndFlops() {
    MetricTable table = MetricTableReader.read(SharedData.file("tables/nb201_accuracy.csv"), SPACE);
    accuracy = standardized(table.values("c10_test"));
    flops = standardized(table.values("macs_c10"));
  }

  private static double[] standardized(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) / Math.sqrt(variance)).toArray();
  }

  @Override
  public String device() {
    return "any";
  }

  @Override
  public SearchSpace space() {
    return SPACE;
  }

  @Override
  public List<String> objectives() {
    return List.of("error", "flops");
  }

  @Override
  public double[] reference() {
    return new double[] {3, 6};
  }

  @Override
  public List<Fidelity> fidelities() {
    return List.of(Fidelity.FULL);
  }

  @Override
  public Evaluation evaluate(Trial trial) {
    int index = SPACE.index(trial.architecture());
    return new Evaluation(trial, new double[] {2 - accuracy[index], flops[index] + 2});
  }

  @Override
  public Proxies proxies() {
    return new TableProxies(SPACE, Map.of());
  }
}
