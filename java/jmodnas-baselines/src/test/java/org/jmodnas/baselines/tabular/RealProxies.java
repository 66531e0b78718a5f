package org.jmodnas.baselines.tabular;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.baselines.Proxies;
import org.jmodnas.baselines.Trial;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.testkit.SharedData;

/** A real benchmark with published training-free metrics and counts as its proxies. */
public record RealProxies(TabularBenchmark table, Proxies proxies) implements Benchmark {
  /** Of {@code device}; skips the test where the tables are absent. */
  public static RealProxies of(String device) throws IOException {
    TabularBenchmark table = RealBenchmarks.of(device);
    Map<String, double[]> columns = zeroCost(table.space());
    columns.put(
        "macs",
        MetricTableReader.read(SharedData.file("tables/nb201_accuracy.csv"), table.space())
            .values("macs_c10"));
    double[] latency = new double[columns.get("macs").length];
    Arrays.setAll(latency, i -> table.proxies().value("latency", table.space().architecture(i)));
    columns.put("latency", latency);
    return new RealProxies(table, new TableProxies(table.space(), columns));
  }

  private static Map<String, double[]> zeroCost(SearchSpace space) throws IOException {
    List<String> lines = Files.readAllLines(SharedData.file("tables/nb201_zerocost_c10.csv"));
    String[] names = lines.get(0).split(",");
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int c = 1; c < names.length; c++) {
      double[] values = new double[Math.toIntExact(space.count())];
      Arrays.fill(values, Double.NaN);
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split(",", -1);
        if (!fields[c].isEmpty()) {
          values[Integer.parseInt(fields[0])] = Double.parseDouble(fields[c]);
        }
      }
      columns.put(names[c], values);
    }
    return columns;
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
