package org.jmodnas.baselines.tabular;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.testkit.SharedData;

/** NAS-Bench-201 by the real tables, for tests; skips the test where they are absent. */
public final class RealBenchmarks {
  private static final NasBench201Space SPACE = new NasBench201Space();

  private RealBenchmarks() {}

  /** Error on CIFAR-10 and latency on {@code device}; 12 epochs of 200 as the cheaper fidelity. */
  public static TabularBenchmark of(String device) {
    MetricTable latency =
        MetricTableReader.read(SharedData.file("tables/nb201_latency.csv"), SPACE);
    MetricTable accuracy =
        MetricTableReader.read(SharedData.file("tables/nb201_accuracy.csv"), SPACE);
    Map<Fidelity, String> shorter = new LinkedHashMap<>();
    shorter.put(new Fidelity("e12", 12 / 200.0), "c10_valid_e12");
    return new TabularBenchmark(
        SPACE,
        new TabularBenchmark.Accuracies(accuracy, "c10_test", shorter),
        List.of(new MetricObjective("latency", latency)),
        device,
        new TableProxies(SPACE, Map.of("latency", latency.values(device))));
  }
}
