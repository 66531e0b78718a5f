package org.jmodnas.cli.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas bench hypervolume}. */
@Command(
    name = "hypervolume",
    description = {
      "Print the median milliseconds of the exact hypervolume of random points that do not "
          + "dominate each other (on a sphere), after a second of warm-up, on one thread."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas bench hypervolume --points 1000 --objectives 3",
      "  jmodnas bench hypervolume --points 200 --objectives 4 --json"
    })
final class BenchHypervolumeCommand implements Callable<Integer> {
  /** Different fronts in turn, so that no call runs on branches learnt from the same points. */
  private static final int FRONTS = 20;

  private static final double REFERENCE = 1.1;
  private static final long NANOS = 1_000_000_000L;

  @Spec private CommandSpec spec;

  @Option(names = "--points", defaultValue = "1000", description = "Default ${DEFAULT-VALUE}.")
  private int points;

  @Option(names = "--objectives", defaultValue = "3", description = "Default ${DEFAULT-VALUE}.")
  private int objectives;

  @Option(names = "--seed", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (points < 1 || objectives < 1) {
      throw new ConfigurationException(
          "'--points' and '--objectives' are at least 1, got '%d' and '%d'"
              .formatted(points, objectives));
    }
    Philox random = new Philox(seed, 0);
    List<List<double[]>> fronts = new ArrayList<>();
    for (int i = 0; i < FRONTS; i++) {
      fronts.add(front(random));
    }
    run(fronts);
    double[] milliseconds = run(fronts);
    String format = json ? "{\"median_ms\": %.4f, \"calls\": %d}" : "median_ms %.4f%ncalls %d";
    spec.commandLine()
        .getOut()
        .println(format.formatted(milliseconds[milliseconds.length / 2], milliseconds.length));
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** Times of calls over a second and over all fronts, ascending. */
  private double[] run(List<List<double[]>> fronts) {
    double[] reference = new double[objectives];
    Arrays.fill(reference, REFERENCE);
    List<Double> milliseconds = new ArrayList<>();
    long begin = System.nanoTime();
    while (milliseconds.size() < FRONTS || System.nanoTime() - begin < NANOS) {
      long start = System.nanoTime();
      double volume = Hypervolume.of(fronts.get(milliseconds.size() % FRONTS), reference);
      milliseconds.add((System.nanoTime() - start) / 1e6);
      if (!(volume > 0)) {
        throw new IllegalStateException("The volume is positive, got " + volume);
      }
    }
    return milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  /** Points at distance 1 from the corner (1, 1, …), nearer to the origin than it. */
  private List<double[]> front(Philox random) {
    List<double[]> front = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      double[] point = new double[objectives];
      double squares = 0;
      for (int m = 0; m < objectives; m++) {
        point[m] = random.nextGaussian();
        squares += point[m] * point[m];
      }
      for (int m = 0; m < objectives; m++) {
        point[m] = 1 - Math.abs(point[m]) / Math.sqrt(squares);
      }
      front.add(point);
    }
    return front;
  }
}
