package org.jmodnas.search;

import java.util.List;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.hardware.MetricModelKind;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.data.ImageDataset;

/**
 * What a search works on.
 *
 * @param metrics what to minimise beside the error, one or more
 * @param trainingDevices columns of every metric's table that the search serves
 * @param references indices of the architectures that describe a device
 * @param model how metrics are predicted
 * @param predictor length of the training of {@link MetricModelKind#GRAPH}
 * @param constraints limits of the metrics that the loss of the search has
 */
public record SearchInputs(
    SearchSpace space,
    ImageDataset images,
    List<MetricObjective> metrics,
    List<String> trainingDevices,
    List<Integer> references,
    MetricModelKind model,
    PredictorTraining.Config predictor,
    Constraints constraints) {
  public SearchInputs {
    metrics = List.copyOf(metrics);
    trainingDevices = List.copyOf(trainingDevices);
    references = List.copyOf(references);
  }

  /** Inputs without limits. */
  public SearchInputs(
      SearchSpace space,
      ImageDataset images,
      List<MetricObjective> metrics,
      List<String> trainingDevices,
      List<Integer> references,
      MetricModelKind model,
      PredictorTraining.Config predictor) {
    this(space, images, metrics, trainingDevices, references, model, predictor, Constraints.NONE);
  }
}
