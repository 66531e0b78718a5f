package org.jmodnas.baselines.supernet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.search.FrontProfiler;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.random.Philox;

/**
 * Objectives of a trained supernet on a device, in their units: its error on held-out images, 0 …
 * 1, and metrics of tables.
 *
 * @param profiler of a finished search, which evaluates each architecture once
 * @param metrics the objectives beside the error, with tables that have the device
 */
public record SupernetObjectives(
    FrontProfiler profiler, SearchSpace space, List<MetricObjective> metrics, String device) {
  /**
   * As in {@link org.jmodnas.search.TableScore}: an error as large says that nothing was learnt.
   */
  private static final double HOPELESS_ERROR = 0.9;

  public SupernetObjectives {
    metrics = List.copyOf(metrics);
  }

  /** Their names, the error first. */
  List<String> names() {
    return Stream.concat(Stream.of("error"), metrics.stream().map(MetricObjective::name)).toList();
  }

  /** All minimised; NaN where a table has no value. */
  double[] of(Architecture architecture) {
    return of(List.of(architecture)).get(0);
  }

  /** One caller at a time, also of other devices; the search's workers share its work. */
  private List<double[]> of(List<Architecture> architectures) {
    List<Double> errors;
    synchronized (profiler) {
      errors = profiler.errors(architectures);
    }
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < errors.size(); i++) {
      double[] point = new double[metrics.size() + 1];
      point[0] = errors.get(i);
      for (int m = 0; m < metrics.size(); m++) {
        MetricObjective metric = metrics.get(m);
        double value = metric.table().value(device, space.index(architectures.get(i)));
        point[m + 1] = metric.direction().minimized(value);
      }
      points.add(point);
    }
    return points;
  }

  /**
   * The range of the objectives over architectures drawn uniformly, of which those count that run
   * on the device with an error below 90 %.
   *
   * @param architectures how many are drawn
   * @throws ConfigurationException if an objective has no two different values among them
   */
  public ObjectiveScale measure(int architectures, Philox random) {
    List<Architecture> drawn =
        Stream.generate(() -> space.sample(random)).limit(architectures).toList();
    List<double[]> counted =
        of(drawn).stream()
            .filter(point -> point[0] < HOPELESS_ERROR)
            .filter(point -> Arrays.stream(point).noneMatch(Double::isNaN))
            .toList();
    if (counted.isEmpty()) {
      throw new ConfigurationException(
          "None of '%d' random architectures runs on '%s' with an error below %.0f %%: expected a trained supernet"
              .formatted(architectures, device, 100 * HOPELESS_ERROR));
    }
    return ObjectiveScale.of(counted);
  }
}
