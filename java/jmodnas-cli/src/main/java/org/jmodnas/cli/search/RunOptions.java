package org.jmodnas.cli.search;

import java.nio.file.Path;
import java.util.List;
import org.jmodnas.hardware.DeviceCatalogue;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.search.SearchInputs;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDatasets;

/**
 * Everything that decides the result of a search, as it is kept in a run's {@code config.json}.
 *
 * @param data specification of the images
 * @param metrics path of the metric table, or {@value #CATALOGUE} for the bundled devices
 * @param devices training devices
 * @param unseen devices that the search does not train on
 * @param hypernetwork {@code standard} or {@code published}
 * @param combination of the devices' gradients
 * @param predictorSteps training steps of the metric predictor
 * @param warmup share of the steps that train the supernet alone, on uniform architectures
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
    String hypernetwork,
    String combination,
    int predictorSteps,
    double warmup) {

  /** Stands for the bundled devices, whose latencies are modelled. */
  static final String CATALOGUE = "catalogue";

  /** The configuration for {@code threads} workers. */
  SearchConfig config(int threads) {
    SearchConfig.Hypernetwork form =
        switch (hypernetwork) {
          case "standard" -> SearchConfig.Hypernetwork.standard();
          case "published" -> SearchConfig.Hypernetwork.published();
          default ->
              throw new ConfigurationException(
                  "Unknown hypernetwork '" + hypernetwork + "': expected standard or published");
        };
    return new SearchConfig(
        steps,
        batch,
        cells,
        channels,
        seed,
        threads,
        SearchConfig.Weights.standard(),
        form.with(DeviceCombination.parse(combination), warmup));
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
