package org.jmodnas.cli.search;

import java.nio.file.Path;
import java.util.List;
import org.jmodnas.hardware.DeviceCatalogue;
import org.jmodnas.hardware.MetricModelKind;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.search.SearchInputs;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDatasets;

/**
 * Everything that decides the result of a search, as it is kept in a run's {@code config.json}.
 *
 * @param data specification of the images
 * @param metrics of each objective beside the error its table: {@code path}, {@code name=path}, or
 *     {@value #CATALOGUE} for the bundled devices
 * @param devices training devices
 * @param unseen devices that the search does not train on
 * @param metricModel how metrics are predicted
 * @param predictorSteps training steps of the metric predictor, where it is a network
 * @param method how the search works
 * @param constraints limits of the metrics
 */
public record RunOptions(
    String data,
    List<String> metrics,
    List<String> devices,
    List<String> unseen,
    int steps,
    int batch,
    int cells,
    int channels,
    long seed,
    MetricModelKind metricModel,
    int predictorSteps,
    MethodSettings method,
    ConstraintSettings constraints) {
  public RunOptions {
    // A run that names none was made when there was no other.
    metricModel = metricModel == null ? MetricModelKind.GRAPH : metricModel;
    constraints = constraints == null ? ConstraintSettings.NONE : constraints;
  }

  /** Stands for the bundled devices, whose latencies are modelled. */
  static final String CATALOGUE = "catalogue";

  /** The configuration for {@code threads} workers. */
  SearchConfig config(int threads) {
    return new SearchConfig(
        steps,
        batch,
        cells,
        channels,
        seed,
        threads,
        method.weights(devices.size()),
        method.hypernetwork());
  }

  /** The objectives beside the error. */
  List<MetricObjective> objectives(NasBench201Space space) {
    return objectives(metrics, space);
  }

  /** The objectives that {@code metrics} names. */
  static List<MetricObjective> objectives(List<String> metrics, NasBench201Space space) {
    List<MetricObjective> objectives =
        metrics.stream().map(metric -> objective(metric, space)).toList();
    if (objectives.stream().map(MetricObjective::name).distinct().count() < objectives.size()) {
      throw new ConfigurationException(
          "'--metrics' names two objectives alike: expected NAME=FILE with different names, got '"
              + String.join(",", metrics)
              + "'");
    }
    return objectives;
  }

  private static MetricObjective objective(String metric, NasBench201Space space) {
    if (metric.equals(CATALOGUE)) {
      return new MetricObjective("latency", DeviceCatalogue.load().table(space));
    }
    int equals = metric.indexOf('=');
    String name = equals < 0 ? "metric" : metric.substring(0, equals);
    Path file = Path.of(metric.substring(equals + 1));
    return new MetricObjective(name, MetricTableReader.read(file, space));
  }

  /** The inputs, read and checked. */
  SearchInputs inputs(NasBench201Space space, List<MetricObjective> objectives) {
    return new SearchInputs(
        space,
        ImageDatasets.open(data),
        objectives,
        devices,
        ReferenceDevices.ARCHITECTURES,
        metricModel,
        PredictorTraining.Config.standard().withSteps(predictorSteps),
        constraints.constraints());
  }
}
