package org.jmodnas.cli.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.backend.Backend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas bench step}. */
@Command(
    name = "step",
    description = {
      "Print the median seconds of the two halves of a search step on random 32x32 images and "
          + "uniformly drawn architectures, after a warm-up."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas bench step",
      "  jmodnas bench step --batch 128 --devices 4 --threads 2 --json"
    })
final class BenchStepCommand implements Callable<Integer> {
  private static final int WARM_UP = 3;

  @Spec private CommandSpec spec;
  @Mixin private BackendOption backend;

  @Option(names = "--batch", defaultValue = "64", description = "Default ${DEFAULT-VALUE}.")
  private int batch;

  @Option(names = "--channels", defaultValue = "16", description = "Default ${DEFAULT-VALUE}.")
  private int channels;

  @Option(names = "--cells", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
  private int cells;

  @Option(names = "--devices", defaultValue = "13", description = "Default ${DEFAULT-VALUE}.")
  private int devices;

  @Option(names = "--threads", description = "Default one a processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--iters", defaultValue = "10", description = "Default ${DEFAULT-VALUE}.")
  private int iterations;

  @Option(names = "--seed", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (iterations < 1 || devices < 1 || batch < 1 || channels < 1 || cells < 1) {
      throw new ConfigurationException(
          "'--iters', '--devices', '--batch', '--channels' and '--cells' are at least 1, got '%d', '%d', '%d', '%d' and '%d'"
              .formatted(iterations, devices, batch, channels, cells));
    }
    Map<String, Double> result = new LinkedHashMap<>();
    try (Backend opened = backend.open();
        StepBenchmark benchmark =
            new StepBenchmark(
                new StepBenchmark.Size(batch, channels, cells, devices, threads, seed), opened)) {
      double[] weight = new double[iterations];
      double[] architecture = new double[iterations];
      double[] hypernetwork = new double[iterations];
      for (int i = -WARM_UP; i < iterations; i++) {
        StepBenchmark.Times times = benchmark.step();
        if (i >= 0) {
          weight[i] = times.weightStep();
          architecture[i] = times.architectureStep();
          hypernetwork[i] = times.hypernetwork();
        }
      }
      result.put("weight_step_s", median(weight));
      result.put("architecture_step_s", median(architecture));
      result.put("hypernetwork_s", median(hypernetwork));
      result.put("weight_step_min_s", Arrays.stream(weight).min().orElseThrow());
      result.put("architecture_step_min_s", Arrays.stream(architecture).min().orElseThrow());
      PeakMemory.megabytes().ifPresent(peak -> result.put("peak_rss_mb", peak));
    }
    print(result);
    return 0;
  }

  private void print(Map<String, Double> result) {
    StringBuilder text = new StringBuilder();
    result.forEach(
        (name, value) -> {
          String number = "%.4f".formatted(value);
          text.append(
              json
                  ? (text.isEmpty() ? "" : ", ") + "\"" + name + "\": " + number
                  : name + " " + number + System.lineSeparator());
        });
    spec.commandLine().getOut().println(json ? "{" + text + "}" : text.toString().stripTrailing());
    spec.commandLine().getOut().flush();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
