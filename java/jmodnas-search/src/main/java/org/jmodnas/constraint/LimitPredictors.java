package org.jmodnas.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.additive.AdditivePredictor;
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
  private final List<AdditivePredictor> predictors = new ArrayList<>();
  private final List<Integer> references;

  /**
   * Learns a predictor of each objective.
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
    this.references = List.copyOf(references);
    for (MetricObjective objective : objectives) {
      predictors.add(
          AdditivePredictor.learn(space, objective.table(), trainingDevices, references));
    }
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
        Measurements measured = Measurements.of(tables.get(m), device, references);
        limited.add(
            new LimitedMetric(objective, limit.getAsDouble(), predictors.get(m).fit(measured)));
      }
    }
    return new Feasibility(space, device, limited, constraints.confidence());
  }
}
