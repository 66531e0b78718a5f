package org.jmodnas.cli.search;

import java.nio.file.Path;
import java.util.List;
import org.jmodnas.hardware.DeviceCatalogue;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.search.SearchInputs;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.data.ImageDatasets;

/**
 * Everything that decides the result of a search, as it is kept in a run's {@code config.json}.
 *
 * @param data specification of the images
 * @param metrics path of the metric table, or {@value #CATALOGUE} for the bundled devices
 * @param devices training devices
 * @param unseen devices that the search does not train on
 * @param predictorSteps training steps of the metric predictor
 * @param method how the search works
 */
public record RunOptions(
    String data,
    String metrics,
    List<String> devices,
    List<String> unseen,
    int steps,
    int batch,
    int cells,
    int channels,
    long seed,
    int predictorSteps,
    MethodSettings method) {

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

  /** The metric table. */
  MetricTable table(NasBench201Space space) {
    return table(metrics, space);
  }

  /** The table that {@code metrics} names. */
  static MetricTable table(String metrics, NasBench201Space space) {
    return metrics.equals(CATALOGUE)
        ? DeviceCatalogue.load().table(space)
        : MetricTableReader.read(Path.of(metrics), space);
  }

  /** The inputs, read and checked. */
  SearchInputs inputs(NasBench201Space space, MetricTable table) {
    return new SearchInputs(
        space,
        ImageDatasets.open(data),
        table,
        devices,
        ReferenceDevices.ARCHITECTURES,
        PredictorTraining.Config.standard().withSteps(predictorSteps));
  }
}
