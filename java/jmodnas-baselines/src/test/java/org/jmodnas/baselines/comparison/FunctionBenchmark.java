package org.jmodnas.baselines.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.baselines.Proxies;
import org.jmodnas.baselines.Trial;
import org.jmodnas.baselines.tabular.TableProxies;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.NasBench201Space;

/**
 * Objectives that are a function of the architecture's index, with the reference 1 and a cheap
 * fidelity that tells the same.
 */
record FunctionBenchmark(String device, int size, IntFunction<double[]> function)
    implements Benchmark {
  static final NasBench201Space SPACE = new NasBench201Space();
  static final Fidelity CHEAP = new Fidelity("cheap", 0.1);

  /** Two objectives that scatter. */
  static FunctionBenchmark scattered(String device) {
    int offset = device.hashCode() & 0xff;
    return new FunctionBenchmark(
        device,
        2,
        index ->
            new double[] {
              (index * 7919L + offset) % 15_625 / 15_625.0,
              (index * 104_729L + 31L * offset) % 15_625 / 15_625.0
            });
  }

  @Override
  public SearchSpace space() {
    return SPACE;
  }

  @Override
  public List<String> objectives() {
    return IntStream.range(0, size).mapToObj(m -> "f" + m).toList();
  }

  @Override
  public double[] reference() {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  public List<Fidelity> fidelities() {
    return List.of(CHEAP, Fidelity.FULL);
  }

  @Override
  public Evaluation evaluate(Trial trial) {
    return new Evaluation(trial, function.apply(SPACE.index(trial.architecture())));
  }

  @Override
  public Proxies proxies() {
    return new TableProxies(SPACE, Map.of());
  }
}
