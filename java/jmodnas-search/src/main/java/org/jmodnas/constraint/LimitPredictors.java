package org.jmodnas.constraint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.additive.AdditiveModel;
import org.jmodnas.hardware.additive.AdditivePredictor;
import org.jmodnas.hardware.additive.DeviceMetric;
import org.jmodnas.hardware.additive.Measurements;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.space.SearchSpace;

/**
 * Predicts limited metrics in their units with intervals, for devices seen or not, from their
 * reference measurements and what the training devices taught. A search that predicts its metrics
 * otherwise has these beside, since limits are in real units.
 */
public final class LimitPredictors {
  private final SearchSpace space;
  private final List<MetricObjective> objectives;
  private final List<String> trainingDevices;
  private final List<Integer> references;
  private final Map<Integer, AdditivePredictor> learned = new HashMap<>();

  /**
   * Predictors of some objectives, each learned when it is first limited.
   *
   * @param trainingDevices that teach, columns of every objective's table
   * @param references indices of the architectures that describe a device
   */
  public LimitPredictors(
      SearchSpace space,
      List<MetricObjective> objectives,
      List<String> trainingDevices,
      List<Integer> references) {
    this.space = space;
    this.objectives = List.copyOf(objectives);
    this.trainingDevices = List.copyOf(trainingDevices);
    this.references = List.copyOf(references);
  }

  /**
   * Which architectures keep {@code constraints} on a device.
   *
   * @param tables with the device, one for each objective in their order
   */
  public Feasibility on(List<MetricTable> tables, String device, Constraints constraints) {
    List<LimitedMetric> limited = new ArrayList<>();
    for (int m = 0; m < objectives.size(); m++) {
      String objective = objectives.get(m).name();
      OptionalDouble limit = constraints.of(objective, device);
      if (limit.isPresent()) {
        limited.add(limited(m, tables.get(m), device, limit.getAsDouble()));
      }
    }
    return new Feasibility(space, device, limited, constraints.confidence());
  }

  private LimitedMetric limited(int m, MetricTable table, String device, double limit) {
    String objective = objectives.get(m).name();
    AdditivePredictor predictor = learned.computeIfAbsent(m, this::learn);
    if (table.isDeviceIndependent()) {
      double[] values = table.values(device);
      AdditiveModel model = predictor.fit(Measurements.all(table, device));
      return new LimitedMetric(objective, limit, new DeviceMetric(model, i -> values[i]));
    }
    AdditiveModel model = predictor.fit(Measurements.of(table, device, references));
    return new LimitedMetric(objective, limit, DeviceMetric.predicted(model));
  }

  private AdditivePredictor learn(int m) {
    return AdditivePredictor.learn(space, objectives.get(m).table(), trainingDevices, references);
  }
}
