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
    return of(device, Map.of());
  }

  /** The same with published training-free metrics; {@code nwot} also as {@code rmi}. */
  public static TabularBenchmark withProxies(String device) {
    Map<String, double[]> proxies =
        new LinkedHashMap<>(
            ProxyTable.read(SharedData.file("tables/nb201_zerocost_c10.csv"), SPACE));
    proxies.put("rmi", proxies.get("nwot"));
    proxies.put("macs", proxies.get("flops"));
    return of(device, proxies);
  }

  private static TabularBenchmark of(String device, Map<String, double[]> proxies) {
    MetricTable latency =
        MetricTableReader.read(SharedData.file("tables/nb201_latency.csv"), SPACE);
    MetricTable accuracy =
        MetricTableReader.read(SharedData.file("tables/nb201_accuracy.csv"), SPACE);
    Map<Fidelity, String> shorter = new LinkedHashMap<>();
    shorter.put(new Fidelity("e12", 12 / 200.0), "c10_valid_e12");
    Map<String, double[]> known = new LinkedHashMap<>(proxies);
    known.put("latency", latency.values(device));
    return new TabularBenchmark(
        SPACE,
        new TabularBenchmark.Accuracies(accuracy, "c10_test", shorter),
        List.of(new MetricObjective("latency", latency)),
        device,
        new TableProxies(SPACE, known));
  }
}
