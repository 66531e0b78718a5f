package org.jmodnas.baselines.tabular;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.baselines.Evaluation;
import org.jmodnas.baselines.Fidelity;
import org.jmodnas.baselines.Proxies;
import org.jmodnas.baselines.Trial;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.search.TableScore;
import org.jmodnas.space.SearchSpace;

/**
 * A space of which everything is known: accuracies after full and shorter trainings, and metrics of
 * a device. Objectives are scaled as {@link TableScore} scales them; those of a shorter training
 * have a range of their own, so evaluations of different fidelities do not compare.
 */
public final class TabularBenchmark implements Benchmark {
  private final String device;
  private final SearchSpace space;
  private final List<String> objectives;
  private final Map<Fidelity, TableScore> scores = new LinkedHashMap<>();
  private final TableScore truth;
  private final Proxies proxies;

  /**
   * Accuracies of the architectures of a space.
   *
   * @param table of accuracies in per cent
   * @param column after full training
   * @param shorter columns after less training, cheapest first
   */
  public record Accuracies(MetricTable table, String column, Map<Fidelity, String> shorter) {
    public Accuracies {
      shorter = new LinkedHashMap<>(shorter);
    }
  }

  /**
   * The benchmark of one device.
   *
   * @param metrics the objectives beside the error, with tables that have the device
   */
  public TabularBenchmark(
      SearchSpace space,
      Accuracies accuracies,
      List<MetricObjective> metrics,
      String device,
      Proxies proxies) {
    this.space = space;
    this.device = device;
    this.proxies = proxies;
    objectives =
        Stream.concat(Stream.of("error"), metrics.stream().map(MetricObjective::name)).toList();
    accuracies.shorter.forEach(
        (fidelity, column) ->
            scores.put(fidelity, new TableScore(accuracies.table, column, metrics, device)));
    truth = new TableScore(accuracies.table, accuracies.column, metrics, device);
    scores.put(Fidelity.FULL, truth);
  }

  @Override
  public String device() {
    return device;
  }

  @Override
  public SearchSpace space() {
    return space;
  }

  @Override
  public List<String> objectives() {
    return objectives;
  }

  @Override
  public double[] reference() {
    return truth.reference();
  }

  @Override
  public List<Fidelity> fidelities() {
    return new ArrayList<>(scores.keySet());
  }

  /** An architecture with a metric that the table does not have cannot run on the device. */
  @Override
  public Evaluation evaluate(Trial trial) {
    TableScore score = scores.get(trial.fidelity());
    if (score == null) {
      throw new IllegalArgumentException(
          "Fidelities are %s, got %s".formatted(scores.keySet(), trial.fidelity()));
    }
    double[] values = score.objectives(space.index(trial.architecture()));
    return DoubleStream.of(values).anyMatch(Double::isNaN)
        ? Evaluation.infeasible(trial, values.length)
        : new Evaluation(trial, values);
  }

  @Override
  public Proxies proxies() {
    return proxies;
  }

  /** Scores by full evaluations, with the true front and its hypervolume. */
  public TableScore truth() {
    return truth;
  }
}
