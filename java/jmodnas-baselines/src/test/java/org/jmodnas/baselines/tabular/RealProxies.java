package org.jmodnas.baselines.tabular;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.baselines.Proxies;
import org.jmodnas.baselines.Trial;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.testkit.SharedData;

/** A real benchmark with published training-free metrics and counts as its proxies. */
public record RealProxies(TabularBenchmark table, Proxies proxies) implements Benchmark {
  /** Of {@code device}; skips the test where the tables are absent. */
  public static RealProxies of(String device) {
    TabularBenchmark table = RealBenchmarks.of(device);
    Map<String, double[]> columns =
        new LinkedHashMap<>(
            ProxyTable.read(SharedData.file("tables/nb201_zerocost_c10.csv"), table.space()));
    double[] latency = new double[Math.toIntExact(table.space().count())];
    Arrays.setAll(latency, i -> table.proxies().value("latency", table.space().architecture(i)));
    columns.put("latency", latency);
    return new RealProxies(table, new TableProxies(table.space(), columns));
  }

  @Override
  public String device() {
    return table.device();
  }

  @Override
  public SearchSpace space() {
    return table.space();
  }

  @Override
  public List<String> objectives() {
    return table.objectives();
  }

  @Override
  public double[] reference() {
    return table.reference();
  }

  @Override
  public List<Fidelity> fidelities() {
    return table.fidelities();
  }

  @Override
  public Evaluation evaluate(Trial trial) {
    return table.evaluate(trial);
  }
}
