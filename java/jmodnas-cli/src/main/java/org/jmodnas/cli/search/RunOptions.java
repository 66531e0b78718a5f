package org.jmodnas.cli.search;

import java.util.List;
import org.jmodnas.hardware.MetricModelKind;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.search.SearchInputs;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.data.ImageDatasets;

/**
 * Everything that decides the result of a search, as it is kept in a run's {@code config.json}.
 *
 * @param data specification of the images
 * @param metrics each objective beside the error, as {@link ObjectiveSpec} reads it
 * @param devices training devices
 * @param unseen devices that the search does not train on
 * @param metricModel how metrics are predicted
 * @param predictorSteps training steps of the metric predictor, where it is a network
 * @param network the deployed network, of which objectives may be counted
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
    DeployedNetwork.Size network,
    MethodSettings method,
    ConstraintSettings constraints) {
  public RunOptions {
    // A run that names none was made when there was no other.
    metricModel = metricModel == null ? MetricModelKind.GRAPH : metricModel;
    network = network == null ? DeployedNetwork.Size.benchmark() : network;
    constraints = constraints == null ? ConstraintSettings.NONE : constraints;
  }

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
    return new Objectives(space, network).read(metrics);
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
        constraints.ofLoss());
  }
}
