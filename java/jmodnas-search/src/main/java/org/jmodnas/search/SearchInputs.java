package org.jmodnas.search;

import java.util.List;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.data.ImageDataset;

/**
 * What a search works on.
 *
 * @param metrics the metric to minimise beside the error, by device
 * @param trainingDevices columns of {@code metrics} that the search serves
 * @param references indices of the architectures that describe a device
 * @param predictor length of the predictor's training
 */
public record SearchInputs(
    SearchSpace space,
    ImageDataset images,
    MetricTable metrics,
    List<String> trainingDevices,
    List<Integer> references,
    PredictorTraining.Config predictor) {
  public SearchInputs {
    trainingDevices = List.copyOf(trainingDevices);
    references = List.copyOf(references);
  }
}
