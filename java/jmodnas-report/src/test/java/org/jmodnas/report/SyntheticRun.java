package org.jmodnas.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.pareto.Dominance;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.random.Philox;

/**
 * The files of a run that never ran: architectures of NAS-Bench-201 with invented errors and
 * metrics, on devices that differ in what an operation costs.
 */
public final class SyntheticRun {
  private static final int STEPS = 3000;

  private final NasBench201Space space = new NasBench201Space();
  private final Philox random = new Philox(17, 0);
  private final Map<String, double[]> devices = new LinkedHashMap<>();
  private final List<String> metrics;
  private final int preferences;
  private final boolean limited;

  /**
   * A run over devices of these names.
   *
   * @param metrics names; one that begins with {@code throughput} is maximised
   * @param limited whether some architectures are infeasible
   */
  public SyntheticRun(List<String> names, List<String> metrics, boolean limited) {
    this.metrics = metrics;
    this.limited = limited;
    this.preferences = metrics.size() == 1 ? 24 : 28;
    for (String name : names) {
      devices.put(
          name,
          new double[] {1 + random.nextDouble(), 2 + 3 * random.nextDouble(), random.nextDouble()});
    }
  }

  /** Writes the files of a finished run. */
  public Path writeFinished(Path run) {
    writeRunning(run);
    writeFronts(run);
    writeDevices(run);
    writePolicy(run);
    writeSimilarity(run);
    write(run, "evaluated.csv", trained());
    append(
        run,
        "events.jsonl",
        "{\"event\":\"finished\",\"step\":%d,\"seconds\":4210.5}".formatted(STEPS));
    return run;
  }

  /** Writes what is there while a run goes on. */
  public Path writeRunning(Path run) {
    try {
      Files.createDirectories(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(run, "config.yaml", List.of("search:", "  steps: " + STEPS, "  seed: 9001 # <b>&"));
    write(run, "manifest.json", List.of(manifest()));
    write(run, "events.jsonl", events());
    writeEvaluations(run);
    List<String> lines = new ArrayList<>(List.of("step,device,hypervolume,reference"));
    int offset = 0;
    for (String device : devices.keySet()) {
      for (int step = 0; step <= STEPS; step += 250) {
        double value =
            0.62 + 0.02 * offset - 0.3 * Math.exp(-step / 700.0) + 0.01 * random.nextDouble();
        lines.add(line(step, device, value, 1));
      }
      offset++;
    }
    write(run, "hypervolume.csv", lines);
    return run;
  }

  private String manifest() {
    StringBuilder objectives = new StringBuilder();
    for (String metric : metrics) {
      objectives.append(
          ",{\"name\":\"%s\",\"unit\":\"%s\",\"wanted\":\"%s\"}"
              .formatted(metric, unit(metric), isMaximized(metric) ? "more" : "less"));
    }
    return ("{\"version\":\"0.1.0\",\"status\":\"running\",\"seed\":9001,\"backend\":\"cpu\","
            + "\"data\":\"cifar10:train.bin\",\"started\":\"2026-01-02T03:04:05Z\","
            + "\"jvm\":{\"name\":\"OpenJDK\",\"version\":\"17\"},\"confidence\":0.9,"
            + "\"objectives\":[{\"name\":\"error\",\"unit\":null,\"wanted\":\"less\"}%s]}")
        .formatted(objectives);
  }

  private List<String> events() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "{\"time\":\"2026-01-02T03:04:05Z\",\"event\":\"started\",\"step\":0,\"steps\":3000}");
    for (int step = 10; step <= STEPS; step += 10) {
      lines.add(
          "{\"event\":\"progress\",\"step\":%d,\"steps\":%d,\"training\":%s,\"seconds\":%d}"
              .formatted(step, STEPS, 2.3 * Math.exp(-step / 2000.0), step));
      StringBuilder gamma = new StringBuilder();
      double left = 1;
      int remaining = devices.size();
      for (String device : devices.keySet()) {
        double share = remaining == 1 ? left : left * (0.2 + 0.5 * random.nextDouble());
        share = remaining > 1 && step % 70 == 0 ? 0 : share;
        gamma.append(gamma.isEmpty() ? "" : ",").append(quoted(device)).append(":").append(share);
        left -= share;
        remaining--;
      }
      lines.add("{\"event\":\"weights\",\"step\":%d,\"gamma\":{%s}}".formatted(step, gamma));
    }
    lines.add(
        "{\"event\":\"warning\",\"step\":2000,\"kind\":\"poor-predictor\",\"message\":"
            + "\"the predictor ranks latency on one device with rho 0.41 only\"}");
    return lines;
  }

  private void writeEvaluations(Path run) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "step,device,source,index,arch,error,"
                    + String.join(",", metrics)
                    + ",feasible_probability"));
    for (String device : devices.keySet()) {
      for (int step = 1000; step <= STEPS; step += 1000) {
        for (int i = 0; i < 48; i++) {
          String source = i < 24 ? "hypernetwork" : "random";
          Architecture drawn =
              i < 24 && i % 3 > 0 ? best(device, rays().get(i)) : space.sample(random);
          lines.add(
              line(
                  step,
                  device,
                  source,
                  space.index(drawn),
                  drawn,
                  values(device, drawn),
                  feasible(device, drawn)));
        }
      }
    }
    write(run, "evaluations.csv", lines);
  }

  private void writeFronts(Path run) {
    List<String> weights = metrics.stream().map(m -> m + "_weight").toList();
    List<String> lines =
        new ArrayList<>(
            List.of(
                "point,device,error_weight,"
                    + String.join(",", weights)
                    + ",index,arch,error,"
                    + String.join(",", metrics)
                    + ",feasible_probability,metric_source,non_dominated"));
    int number = 0;
    for (String device : devices.keySet()) {
      Map<Architecture, Integer> numbers = new LinkedHashMap<>();
      List<double[]> rays = rays();
      List<Architecture> chosen = rays.stream().map(ray -> best(device, ray)).toList();
      List<double[]> all = chosen.stream().map(a -> minimized(device, a)).toList();
      for (int i = 0; i < rays.size(); i++) {
        Architecture best = chosen.get(i);
        if (!numbers.containsKey(best)) {
          numbers.put(best, ++number);
        }
        double[] own = all.get(i);
        boolean kept = all.stream().noneMatch(o -> Dominance.dominates(o, own));
        lines.add(
            line(
                numbers.get(best),
                device,
                join(rays.get(i)),
                space.index(best),
                best,
                values(device, best),
                feasible(device, best),
                "predicted from measured",
                kept));
      }
    }
    write(run, "front.csv", lines);
  }

  private List<double[]> rays() {
    List<double[]> rays = new ArrayList<>();
    if (metrics.size() == 1) {
      for (int i = 0; i < preferences; i++) {
        rays.add(new double[] {1 - i / (preferences - 1.0), i / (preferences - 1.0)});
      }
      return rays;
    }
    for (int a = 6; a >= 0; a--) {
      for (int b = 6 - a; b >= 0; b--) {
        rays.add(new double[] {a / 6.0, b / 6.0, (6 - a - b) / 6.0});
      }
    }
    return rays;
  }

  /** Of every fifteenth architecture the one that the ray likes most. */
  private Architecture best(String device, double[] ray) {
    Architecture best = space.architecture(0);
    double lowest = Double.POSITIVE_INFINITY;
    for (int index = 7; index < space.count(); index += 15) {
      double[] values = minimized(device, space.architecture(index));
      double sum = ray[0] * 3 * values[0];
      for (int m = 0; m < metrics.size(); m++) {
        sum +=
            ray[m + 1] * values[m + 1] / (isMaximized(metrics.get(m)) ? 500 : m == 0 ? 20 : 400000);
      }
      if (sum < lowest) {
        lowest = sum;
        best = space.architecture(index);
      }
    }
    return best;
  }

  private void writeDevices(Path run) {
    StringBuilder header = new StringBuilder("device,seen,metrics,architectures,lowest_error");
    metrics.forEach(m -> header.append(",%s_wanted,%s_predictor_rho".formatted(m, m)));
    List<String> lines =
        new ArrayList<>(List.of(header + ",hypervolume,random_hypervolume,alignment"));
    int index = 0;
    for (String device : devices.keySet()) {
      StringBuilder line =
          new StringBuilder(line(device, index < devices.size() - 1, "measured", 9, 0.31));
      metrics.forEach(m -> line.append(",%s,0.97".formatted(isMaximized(m) ? "more" : "less")));
      lines.add(line + ",0.6%d,0.48,-0.95".formatted(index++));
    }
    write(run, "devices.csv", lines);
  }

  private void writePolicy(Path run) {
    List<String> weights = metrics.stream().map(m -> m + "_weight").toList();
    List<String> lines =
        new ArrayList<>(
            List.of(
                "device,error_weight,"
                    + String.join(",", weights)
                    + ",decision,choice,probability"));
    for (String device : devices.keySet()) {
      for (double[] ray : rays()) {
        for (int decision = 0; decision < space.decisions().size(); decision++) {
          double total = 0;
          double[] scores = new double[5];
          for (int c = 0; c < 5; c++) {
            scores[c] =
                Math.exp(
                    2.5
                        * (c - 2)
                        * (ray[0] - 0.15 * (decision + 1) * devices.get(device)[0])
                        * (c == 4 ? 0.2 : 1));
            total += scores[c];
          }
          for (int c = 0; c < 5; c++) {
            lines.add(
                line(
                    device,
                    join(ray),
                    space.decisions().get(decision).name(),
                    space.decisions().get(decision).choices().get(c),
                    scores[c] / total));
          }
        }
      }
    }
    write(run, "policy.csv", lines);
  }

  private void writeSimilarity(Path run) {
    List<String> lines = new ArrayList<>(List.of("metric,device,other,rho"));
    List<String> names = List.copyOf(devices.keySet());
    for (String metric : metrics) {
      for (int i = 0; i < names.size(); i++) {
        for (int j = 0; j < names.size(); j++) {
          lines.add(
              line(metric, names.get(i), names.get(j), i == j ? 1 : 0.98 - 0.17 * Math.abs(i - j)));
        }
      }
    }
    write(run, "similarity.csv", lines);
  }

  private static List<String> trained() {
    return List.of(
        "point,device,index,arch,accuracy,validation_accuracy,epochs,seed,parameters,seconds,model",
        "1,a,1,x,88.5,88,12,1,1000,60,points/1/model.safetensors",
        "1,a,1,x,89.5,89,12,2,1000,60,points/1/model.safetensors",
        "3,a,1,x,84.25,84,12,1,1000,60,points/3/model.safetensors");
  }

  private double[] minimized(String device, Architecture architecture) {
    double[] values = values(device, architecture);
    for (int m = 0; m < metrics.size(); m++) {
      values[m + 1] *= isMaximized(metrics.get(m)) ? -1 : 1;
    }
    return values;
  }

  /** More convolutions: less error, and dearer. */
  private double[] values(String device, Architecture architecture) {
    double[] cost = devices.get(device);
    double work = 1;
    double use = 0;
    int edge = 0;
    for (int choice : architecture.choices()) {
      double[] price = {0, 0.05 * cost[2], cost[0], cost[1], 0.7 * cost[2]};
      double[] uses = {0, 0.2, 0.6, 1, 0.3};
      work += price[choice];
      use += uses[choice] * (0.6 + 0.15 * edge++);
    }
    double[] values = new double[metrics.size() + 1];
    values[0] = 0.3 + 0.45 * Math.exp(-0.6 * use);
    for (int m = 0; m < metrics.size(); m++) {
      values[m + 1] =
          isMaximized(metrics.get(m))
              ? 1000 / work
              : m == 0 ? work : 40000 * Math.sqrt(work) + 25000 * cost[2];
    }
    return values;
  }

  private double feasible(String device, Architecture architecture) {
    double work = values(device, architecture)[1];
    return limited ? 1 / (1 + Math.exp(work - 16)) : 1;
  }

  private static boolean isMaximized(String metric) {
    return metric.startsWith("throughput");
  }

  private static String unit(String metric) {
    return isMaximized(metric) ? "frames/s" : metric.startsWith("memory") ? "bytes" : "ms";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String join(double[] values) {
    List<String> texts = new ArrayList<>();
    for (double value : values) {
      texts.add(String.valueOf(value));
    }
    return String.join(",", texts);
  }

  private static String line(Object... fields) {
    List<String> texts = new ArrayList<>();
    for (Object field : fields) {
      texts.add(field instanceof double[] values ? join(values) : String.valueOf(field));
    }
    return String.join(",", texts);
  }

  private static void write(Path run, String name, List<String> lines) {
    try {
      Files.write(run.resolve(name), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(Path run, String name, String line) {
    try {
      Files.writeString(run.resolve(name), Files.readString(run.resolve(name)) + line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
