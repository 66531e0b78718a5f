package org.jmodnas.baselines.supernet;

import java.util.Arrays;
import java.util.List;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.baselines.Proxies;
import org.jmodnas.baselines.Trial;
import org.jmodnas.space.SearchSpace;

/**
 * A space of which a supernet was trained: an evaluation is the error of the inherited weights on
 * held-out images. Errors and metrics are scaled to [0, 1] over a range; the reference point is 1
 * in every objective.
 */
public final class SupernetBenchmark implements Benchmark {
  private final SupernetObjectives objectives;
  private final ObjectiveScale scale;
  private final Proxies proxies;

  /**
   * A benchmark.
   *
   * @param scale given, or by {@link SupernetObjectives#measure}
   */
  public SupernetBenchmark(SupernetObjectives objectives, ObjectiveScale scale, Proxies proxies) {
    if (scale.lowest().length != objectives.names().size()) {
      throw new IllegalArgumentException(
          "The scale has %d objectives, expected %s"
              .formatted(scale.lowest().length, objectives.names()));
    }
    this.objectives = objectives;
    this.scale = scale;
    this.proxies = proxies;
  }

  @Override
  public String device() {
    return objectives.device();
  }

  @Override
  public SearchSpace space() {
    return objectives.space();
  }

  @Override
  public List<String> objectives() {
    return objectives.names();
  }

  @Override
  public double[] reference() {
    double[] ones = new double[objectives.names().size()];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  public List<Fidelity> fidelities() {
    return List.of(Fidelity.FULL);
  }

  /** An architecture with a metric that the table does not have cannot run on the device. */
  @Override
  public Evaluation evaluate(Trial trial) {
    if (!trial.fidelity().equals(Fidelity.FULL)) {
      throw new IllegalArgumentException(
          "Fidelities are %s, got %s".formatted(fidelities(), trial.fidelity()));
    }
    double[] values = objectives.of(trial.architecture());
    return Arrays.stream(values).anyMatch(Double::isNaN)
        ? Evaluation.infeasible(trial, values.length)
        : new Evaluation(trial, scale.scaled(values));
  }

  @Override
  public Proxies proxies() {
    return proxies;
  }
}
