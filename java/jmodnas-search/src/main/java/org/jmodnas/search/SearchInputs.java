package org.jmodnas.search;

import java.util.List;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.hardware.MetricModelKind;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.supernet.NasBench201Supernet;
import org.jmodnas.supernet.SupernetFactory;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.ImageDataset;

/**
 * What a search works on.
 *
 * @param space the architectures; each decision has equally many choices
 * @param metrics what to minimise beside the error, one or more
 * @param trainingDevices columns of every metric's table that the search serves
 * @param references indices of the architectures that describe a device
 * @param model how metrics are predicted
 * @param predictor length of the training of {@link MetricModelKind#GRAPH}
 * @param constraints limits of the metrics that the loss of the search has
 * @param supernet makes the network with the weights of all architectures of {@code space}
 */
public record SearchInputs(
    SearchSpace space,
    ImageDataset images,
    List<MetricObjective> metrics,
    List<String> trainingDevices,
    List<Integer> references,
    MetricModelKind model,
    PredictorTraining.Config predictor,
    Constraints constraints,
    SupernetFactory supernet) {
  public SearchInputs {
    metrics = List.copyOf(metrics);
    trainingDevices = List.copyOf(trainingDevices);
    references = List.copyOf(references);
    int choices = space.decisions().get(0).choices().size();
    if (space.decisions().stream().anyMatch(each -> each.choices().size() != choices)) {
      throw new ConfigurationException(
          "The decisions of space '%s' have different numbers of choices; expected equally many"
              .formatted(space.name()));
    }
    if (model == MetricModelKind.GRAPH && !(space instanceof NasBench201Space)) {
      throw new ConfigurationException(
          "The metric model 'graph' reads cells of NAS-Bench-201, got the space '%s'. Use 'sum'"
              .formatted(space.name()));
    }
  }

  /** Inputs of a search of NAS-Bench-201. */
  public SearchInputs(
      SearchSpace space,
      ImageDataset images,
      List<MetricObjective> metrics,
      List<String> trainingDevices,
      List<Integer> references,
      MetricModelKind model,
      PredictorTraining.Config predictor,
      Constraints constraints) {
    this(
        space,
        images,
        metrics,
        trainingDevices,
        references,
        model,
        predictor,
        constraints,
        supernetOf(space));
  }

  /** Inputs of a search of NAS-Bench-201 without limits. */
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

  /**
   * Inputs of a search of NAS-Bench-201 without limits, whose metrics are predicted as sums and
   * whose devices are described by {@link ReferenceDevices#ARCHITECTURES}.
   */
  public static SearchInputs of(
      NasBench201Space space,
      ImageDataset images,
      List<MetricObjective> metrics,
      List<String> trainingDevices) {
    return new SearchInputs(
        space,
        images,
        metrics,
        trainingDevices,
        ReferenceDevices.ARCHITECTURES,
        MetricModelKind.SUM,
        PredictorTraining.Config.standard());
  }

  private static SupernetFactory supernetOf(SearchSpace space) {
    if (!(space instanceof NasBench201Space)) {
      throw new ConfigurationException(
          "The space '%s' needs a supernet of its own; expected a SupernetFactory in the inputs of its search"
              .formatted(space.name()));
    }
    return NasBench201Supernet::forImages;
  }
}
