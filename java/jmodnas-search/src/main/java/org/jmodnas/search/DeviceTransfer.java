package org.jmodnas.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.constraint.Feasibility;
import org.jmodnas.constraint.LimitedMetric;
import org.jmodnas.hardware.DeviceEmbedding;
import org.jmodnas.hardware.DeviceModel;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.hardware.additive.AdditiveMetric;
import org.jmodnas.hardware.additive.AdditiveModel;
import org.jmodnas.hardware.additive.AdditivePredictor;
import org.jmodnas.hardware.additive.DeviceMetric;
import org.jmodnas.hardware.additive.Measurements;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.pareto.Dominance;
import org.jmodnas.sampling.Preference;
import org.jmodnas.space.Architecture;

/**
 * What a finished search knows, brought to a device that it never saw: the reference measurements
 * tell the hypernetwork which device it is, and all measurements together predict its metrics in
 * their units.
 */
public final class DeviceTransfer {
  private final SearchInputs inputs;
  private final List<AdditivePredictor> predictors = new ArrayList<>();
  private final List<DeviceModel> described = new ArrayList<>();

  /**
   * Learns from the training devices of a search how metrics of devices relate.
   *
   * @param known models of the objectives that are the same on every device, by their place
   */
  public DeviceTransfer(SearchInputs inputs, Map<Integer, ? extends DeviceModel> known) {
    this.inputs = inputs;
    for (int m = 0; m < inputs.metrics().size(); m++) {
      MetricObjective objective = inputs.metrics().get(m);
      AdditivePredictor predictor =
          AdditivePredictor.learn(
              inputs.space(), objective.table(), inputs.trainingDevices(), inputs.references());
      predictors.add(predictor);
      DeviceModel model = known.get(m);
      described.add(
          model != null
              ? model
              : new AdditiveMetric(
                  inputs.space(), predictor, inputs.references(), standardizer(objective)));
    }
  }

  private DeviceEmbedding.Standardizer standardizer(MetricObjective objective) {
    return new DeviceEmbedding.Standardizer(
        inputs.trainingDevices().stream()
            .map(name -> DeviceEmbedding.of(objective.table(), name, inputs.references()))
            .toList());
  }

  /**
   * A device as its measurements describe it.
   *
   * @param target what the hypernetwork reads
   * @param metrics in the order of the objectives
   */
  public record Device(SearchTarget target, List<DeviceMetric> metrics) {
    public Device {
      metrics = List.copyOf(metrics);
    }
  }

  /**
   * A point of the device's front.
   *
   * @param error by the supernet on held-out images, 0 … 1
   * @param metrics in the units of the measurements, with intervals
   * @param nonDominated whether no other preference's architecture dominates it
   */
  public record Point(
      Preference preference,
      Architecture architecture,
      double error,
      List<AdditiveModel.Prediction> metrics,
      boolean nonDominated) {
    public Point {
      metrics = List.copyOf(metrics);
    }
  }

  /**
   * The device called {@code name}.
   *
   * @param tables what was measured of it, a table for each objective: the references, and any
   *     number of other architectures; what was measured is known and not predicted
   */
  public Device device(List<MetricTable> tables, String name) {
    List<DeviceMetric> metrics = new ArrayList<>();
    List<TargetDevice> targets = new ArrayList<>();
    for (int m = 0; m < described.size(); m++) {
      MetricTable table = tables.get(m);
      AdditiveModel model = predictors.get(m).fit(Measurements.all(table, name));
      double[] values = table.values(name);
      metrics.add(new DeviceMetric(model, i -> values[i]));
      TargetDevice target =
          described.get(m) instanceof AdditiveMetric metric
              ? metric.device(table, name, model)
              : described.get(m).device(table, name);
      targets.add(target.towards(inputs.metrics().get(m).direction()));
    }
    return new Device(new SearchTarget(targets), metrics);
  }

  /** Which architectures keep {@code constraints}, by all that was measured of the device. */
  public Feasibility feasibility(Device device, Constraints constraints) {
    String name = device.target().name();
    List<LimitedMetric> limited = new ArrayList<>();
    for (int m = 0; m < device.metrics().size(); m++) {
      String objective = inputs.metrics().get(m).name();
      OptionalDouble limit = constraints.of(objective, name);
      if (limit.isPresent()) {
        limited.add(new LimitedMetric(objective, limit.getAsDouble(), device.metrics().get(m)));
      }
    }
    return new Feasibility(inputs.space(), name, limited, constraints.confidence());
  }

  /** The front that {@code architectures} make, one for each preference. */
  public List<Point> front(
      Device device,
      List<Preference> preferences,
      List<Architecture> architectures,
      List<Double> errors) {
    List<List<AdditiveModel.Prediction>> predictions =
        architectures.stream().map(architecture -> predictions(device, architecture)).toList();
    List<double[]> objectives =
        IntStream.range(0, architectures.size())
            .mapToObj(i -> objectives(errors.get(i), predictions.get(i)))
            .toList();
    List<Integer> front = Dominance.nonDominated(objectives);
    return IntStream.range(0, architectures.size())
        .mapToObj(
            i ->
                new Point(
                    preferences.get(i),
                    architectures.get(i),
                    errors.get(i),
                    predictions.get(i),
                    front.contains(i)))
        .toList();
  }

  private List<AdditiveModel.Prediction> predictions(Device device, Architecture architecture) {
    int index = inputs.space().index(architecture);
    return device.metrics().stream().map(metric -> metric.predict(index)).toList();
  }

  /** All minimised. */
  private double[] objectives(double error, List<AdditiveModel.Prediction> metrics) {
    double[] objectives = new double[metrics.size() + 1];
    objectives[0] = error;
    for (int m = 0; m < metrics.size(); m++) {
      objectives[m + 1] = inputs.metrics().get(m).direction().minimized(metrics.get(m).mean());
    }
    return objectives;
  }
}
