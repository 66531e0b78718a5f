package org.jmodnas.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jmodnas.cli.backend.BackendOption;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.ConvolutionKernels;
import org.jmodnas.tensor.random.Philox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas bench convolution}. */
@Command(
    name = "convolution",
    description = {
      "Print the median milliseconds of a convolution with padding that keeps the size, and its "
          + "rate in operations of the direct form, in its three directions on one thread. "
          + "-Djmodnas.cpu.kernels=off in JMODNAS_JAVA_OPTS leaves our own kernels out."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas bench convolution --batch 64 --size 16 --channels 32",
      "  jmodnas bench convolution --kernel 1 --iters 100 --json"
    })
final class BenchConvolutionCommand implements Callable<Integer> {
  private static final int WARMUP = 10;

  @Spec private CommandSpec spec;
  @Mixin private BackendOption backend;

  @Option(names = "--batch", defaultValue = "64", description = "Default ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--size",
      defaultValue = "32",
      description = "Height and width; default ${DEFAULT-VALUE}.")
  private int size;

  @Option(
      names = "--channels",
      defaultValue = "16",
      description = "In and out; default ${DEFAULT-VALUE}.")
  private int channels;

  @Option(names = "--kernel", defaultValue = "3", description = "Default ${DEFAULT-VALUE}.")
  private int kernel;

  @Option(names = "--iters", defaultValue = "50", description = "Default ${DEFAULT-VALUE}.")
  private int iterations;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (Math.min(Math.min(batch, size), Math.min(channels, iterations)) < 1 || kernel % 2 != 1) {
      throw new ConfigurationException(
          "'--batch', '--size', '--channels' and '--iters' are at least 1 and '--kernel' is odd, "
              + "got '%d', '%d', '%d', '%d' and '%d'"
                  .formatted(batch, size, channels, iterations, kernel));
    }
    Map<String, Double> results = new LinkedHashMap<>();
    try (Backend opened = backend.open();
        TensorScope scope = opened.openScope()) {
      Philox random = new Philox(1, 0);
      Shape image = Shape.of(batch, size, size, channels);
      Tensor x = normal(opened, image, random);
      Tensor w = normal(opened, Shape.of(channels, kernel, kernel, channels), random);
      Tensor dy = normal(opened, image, random);
      Tensor result = opened.allocate(image);
      Tensor dw = opened.allocate(w.shape());
      ConvolutionKernels kernels = opened.convolution();
      var same = new ConvolutionKernels.Geometry(1, kernel / 2);
      put(results, "forward", result, () -> kernels.forward(same, x, w, result));
      put(results, "backward_input", result, () -> kernels.backwardInput(same, w, dy, result));
      put(results, "backward_weight", dw, () -> kernels.backwardWeight(same, x, dy, dw));
    }
    String lines =
        results.entrySet().stream()
            .map(entry -> format(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(json ? ", " : System.lineSeparator()));
    spec.commandLine().getOut().println(json ? "{" + lines + "}" : lines);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private String format(String name, double value) {
    return (json ? "\"%s\": %.4f" : "%s %.4f").formatted(name, value);
  }

  private void put(Map<String, Double> results, String name, Tensor result, Runnable call) {
    List<Double> milliseconds = new ArrayList<>();
    for (int i = 0; i < WARMUP + iterations; i++) {
      long start = System.nanoTime();
      call.run();
      // Some backends return before the work is done; reading waits for it.
      result.slice(0, Shape.of(1)).item();
      if (i >= WARMUP) {
        milliseconds.add((System.nanoTime() - start) / 1e6);
      }
    }
    double median = milliseconds.stream().sorted().skip(iterations / 2).findFirst().orElseThrow();
    double operations = 2.0 * batch * size * size * channels * channels * kernel * kernel;
    results.put(name + "_ms", median);
    results.put(name + "_gflops", operations / median / 1e6);
  }

  private static Tensor normal(Backend backend, Shape shape, Philox random) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return backend.tensor(shape, values);
  }
}
