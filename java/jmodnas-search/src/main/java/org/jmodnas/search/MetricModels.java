package org.jmodnas.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.hardware.DeviceCalibration;
import org.jmodnas.hardware.DeviceEmbedding;
import org.jmodnas.hardware.DeviceModel;
import org.jmodnas.hardware.KnownMetric;
import org.jmodnas.hardware.MetricFunction;
import org.jmodnas.hardware.MetricPredictor;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.hardware.additive.AdditiveMetric;
import org.jmodnas.hardware.additive.AdditivePredictor;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.tensor.state.StateVisitor;

/** The models of the metrics of a search: known ones, sums, and networks that are to be trained. */
final class MetricModels {
  static final int PREDICTOR_WIDTH = 100;

  private final SearchInputs inputs;
  private final Backend backend;
  private final Philox initial;
  private final Philox training;
  private final Map<Integer, MetricPredictor> predictors = new LinkedHashMap<>();
  private final Map<Integer, KnownMetric> independent = new LinkedHashMap<>();
  private final List<MetricFunction> functions = new ArrayList<>();
  private final List<DeviceModel> ofDevices = new ArrayList<>();

  /**
   * The models, networks with random weights.
   *
   * @param initial draws those weights
   * @param training draws the batches of their training
   */
  MetricModels(SearchInputs inputs, Backend backend, Philox initial, Philox training) {
    this.inputs = inputs;
    this.backend = backend;
    this.initial = initial;
    this.training = training;
    for (int m = 0; m < inputs.metrics().size(); m++) {
      add(m);
    }
  }

  private void add(int m) {
    MetricObjective objective = inputs.metrics().get(m);
    if (objective.isDeviceIndependent()) {
      KnownMetric metric =
          new KnownMetric(objective.name(), objective.table(), inputs.space(), backend);
      independent.put(m, metric);
      functions.add(metric);
      ofDevices.add(metric);
      return;
    }
    DeviceEmbedding.Standardizer standardizer =
        new DeviceEmbedding.Standardizer(trainingEmbeddings(m));
    switch (inputs.model()) {
      case SUM -> {
        AdditivePredictor predictor =
            AdditivePredictor.learn(
                inputs.space(), objective.table(), inputs.trainingDevices(), inputs.references());
        AdditiveMetric metric =
            new AdditiveMetric(inputs.space(), predictor, inputs.references(), standardizer);
        functions.add(metric);
        ofDevices.add(metric);
      }
      case GRAPH -> {
        MetricPredictor predictor =
            MetricPredictor.create(
                PREDICTOR_WIDTH, inputs.references().size(), backend, ofMetric(initial, m));
        predictors.put(m, predictor);
        functions.add(predictor);
        ofDevices.add(
            new DeviceCalibration(
                predictor, inputs.space(), inputs.references(), standardizer, backend));
      }
    }
  }

  /** Trains the networks on the training devices. */
  void train(PredictorTraining.Config config) {
    predictors.forEach(
        (m, predictor) ->
            new PredictorTraining(
                    inputs.metrics().get(m).table(),
                    inputs.trainingDevices(),
                    inputs.references(),
                    inputs.space(),
                    backend,
                    ofMetric(training, m))
                .run(predictor, config));
  }

  /** The metrics that are networks, by their place among the metrics. */
  Map<Integer, MetricPredictor> predictors() {
    return Collections.unmodifiableMap(predictors);
  }

  /** The metrics that are the same on every device, by their place. */
  Map<Integer, KnownMetric> independent() {
    return Collections.unmodifiableMap(independent);
  }

  /** What the search descends, one a metric. */
  List<MetricFunction> functions() {
    return Collections.unmodifiableList(functions);
  }

  /** What describes devices, one a metric. */
  List<DeviceModel> ofDevices() {
    return Collections.unmodifiableList(ofDevices);
  }

  /** Visits the networks' parameters. */
  void visit(StateVisitor state) {
    predictors.forEach(
        (m, predictor) ->
            predictor
                .parameters()
                .forEach(state.within(inputs.metrics().get(m).name() + ".")::tensor));
  }

  private List<float[]> trainingEmbeddings(int m) {
    MetricTable table = inputs.metrics().get(m).table();
    return inputs.trainingDevices().stream()
        .map(name -> DeviceEmbedding.of(table, name, inputs.references()))
        .toList();
  }

  /** The stream of metric m; the first metric's is the stream itself. */
  private static Philox ofMetric(Philox stream, int m) {
    return m == 0 ? new Philox(stream.key(), stream.stream()) : stream.split(m);
  }
}
