package org.jmodnas.cli.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.constraint.Feasibility;
import org.jmodnas.constraint.Impossibility;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.additive.AdditiveModel;
import org.jmodnas.hardware.additive.Measurements;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preference;
import org.jmodnas.search.DeviceTransfer;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.backend.Backend;

/**
 * The fronts of devices by what was measured of them, as rows with the intervals of the metrics.
 */
final class TransferReport {
  private final SearchSession session;
  private final Backend opened;
  private final SearchSpace space;
  private final List<Preference> preferences;
  private final List<MetricObjective> objectives;
  private final Constraints constraints;
  private final DeviceTransfer transfer;
  private final List<String> refusals = new ArrayList<>();
  private final List<Map<String, Object>> rows = new ArrayList<>();

  /** A report on tables that name the objectives as the search does. */
  TransferReport(
      SearchSession session,
      Backend opened,
      SearchSpace space,
      List<Preference> preferences,
      List<MetricObjective> objectives,
      Constraints constraints) {
    this.session = session;
    this.opened = opened;
    this.space = space;
    this.preferences = preferences;
    this.objectives = objectives;
    this.constraints = constraints;
    this.transfer = session.transfer();
  }

  /**
   * Adds the front of the device called {@code name}; where the limits leave none, why is noted.
   */
  void add(String name) {
    List<MetricTable> tables = objectives.stream().map(MetricObjective::table).toList();
    DeviceTransfer.Device device = transfer.device(tables, name);
    Feasibility feasibility = transfer.feasibility(device, constraints);
    Optional<Impossibility> impossibility = feasibility.impossibility();
    if (impossibility.isPresent()) {
      refusals.add(impossibility.get().message());
      return;
    }
    List<Preference> served = new ArrayList<>();
    List<Architecture> found = new ArrayList<>();
    List<Optional<Architecture>> likeliest =
        session.policy().mostLikely(opened, device.target(), preferences, feasibility::isFeasible);
    for (int i = 0; i < likeliest.size(); i++) {
      if (likeliest.get(i).isPresent()) {
        served.add(preferences.get(i));
        found.add(likeliest.get(i).get());
      }
    }
    List<Double> errors = session.profiler().errors(found);
    for (DeviceTransfer.Point point : transfer.front(device, served, found, errors)) {
      rows.add(row(name, point, feasibility));
    }
  }

  private Map<String, Object> row(
      String device, DeviceTransfer.Point point, Feasibility feasibility) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("device", device);
    row.put("error_weight", point.preference().weight(0));
    for (int m = 0; m < objectives.size(); m++) {
      row.put(objectives.get(m).name() + "_weight", point.preference().weight(m + 1));
    }
    row.put("index", space.index(point.architecture()));
    row.put("arch", point.architecture().toString());
    row.put("error", point.error());
    for (int m = 0; m < objectives.size(); m++) {
      AdditiveModel.Prediction prediction = point.metrics().get(m);
      String name = objectives.get(m).name();
      row.put(name, prediction.mean());
      row.put(name + "_lower", prediction.lower());
      row.put(name + "_upper", prediction.upper());
    }
    if (!constraints.isEmpty()) {
      row.put("feasible_probability", feasibility.probability(point.architecture()));
    }
    row.put("metric_source", source(device));
    row.put("non_dominated", point.nonDominated());
    return row;
  }

  private String source(String device) {
    return objectives.stream()
        .filter(objective -> !objective.isDeviceIndependent())
        .findFirst()
        .map(objective -> Measurements.all(objective.table(), device).size())
        .map(measured -> "predicted from " + measured + " measurements")
        .orElse("known");
  }

  /** What the limits left without an architecture, one line each. */
  List<String> refusals() {
    return refusals;
  }

  /** One row a device and preference. */
  List<Map<String, Object>> rows() {
    return rows;
  }
}
