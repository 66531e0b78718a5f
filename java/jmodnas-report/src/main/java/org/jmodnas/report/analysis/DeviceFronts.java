package org.jmodnas.report.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jmodnas.pareto.Dominance;
import org.jmodnas.report.analysis.DevicePoint.State;
import org.jmodnas.report.data.DeviceRow;
import org.jmodnas.report.data.EvaluationRow;
import org.jmodnas.report.data.FrontRow;
import org.jmodnas.report.data.HypervolumeRow;
import org.jmodnas.report.data.JudgedArchitecture;
import org.jmodnas.report.data.RunFiles;

/** Finds the front of each device of a run. */
final class DeviceFronts {
  private final RunFiles files;
  private final Orientation orientation;

  DeviceFronts(RunFiles files) {
    this.files = files;
    this.orientation = new Orientation(files.objectives());
  }

  /** One front a device: as in {@code devices.csv}, then those that only other files name. */
  List<DeviceFront> all() {
    Set<String> names = new LinkedHashSet<>();
    Stream.of(
            files.devices().stream().map(DeviceRow::name),
            files.front().stream().map(FrontRow::device),
            files.evaluations().stream().map(EvaluationRow::device),
            files.hypervolumes().stream().map(HypervolumeRow::device))
        .flatMap(devices -> devices)
        .forEach(names::add);
    return names.stream().map(this::of).toList();
  }

  private DeviceFront of(String device) {
    List<FrontRow> rows = files.front().stream().filter(r -> r.device().equals(device)).toList();
    List<DevicePoint> points = numbered(rows);
    Optional<DeviceRow> row =
        files.devices().stream().filter(d -> d.name().equals(device)).findFirst();
    List<Chosen> chosen =
        rows.stream()
            .map(r -> new Chosen(r.weights(), r.point()))
            .sorted(Comparator.comparing(c -> -c.weights().get(0)))
            .toList();
    return new DeviceFront(
        device,
        row.map(DeviceRow::seen).orElse(true),
        row.map(DeviceRow::source).orElse(""),
        points,
        others(device, points),
        chosen,
        DeviceFront.knee(points, orientation));
  }

  private List<DevicePoint> numbered(List<FrontRow> rows) {
    Map<Integer, FrontRow> byNumber = new LinkedHashMap<>();
    rows.stream()
        .sorted(Comparator.comparingInt(FrontRow::point))
        .forEach(row -> byNumber.putIfAbsent(row.point(), row));
    return byNumber.values().stream()
        .map(row -> new DevicePoint(row.point(), row.architecture(), state(row)))
        .toList();
  }

  private State state(FrontRow row) {
    return unusable(row.architecture()).orElse(row.nonDominated() ? State.FRONT : State.DOMINATED);
  }

  private Optional<State> unusable(JudgedArchitecture architecture) {
    if (!architecture.isComplete()) {
      return Optional.of(State.INCOMPLETE);
    }
    return architecture.feasibleProbability() < files.manifest().confidence()
        ? Optional.of(State.INFEASIBLE)
        : Optional.empty();
  }

  /** Errors of a supernet in training change, so only those of the latest step compare. */
  private List<DevicePoint> others(String device, List<DevicePoint> points) {
    Set<String> known = new LinkedHashSet<>();
    points.forEach(point -> known.add(point.architecture().text()));
    List<EvaluationRow> rows =
        files.evaluations().stream().filter(r -> r.device().equals(device)).toList();
    int latest = rows.stream().mapToInt(EvaluationRow::step).max().orElse(0);
    List<DevicePoint> random = new ArrayList<>();
    List<JudgedArchitecture> candidates = new ArrayList<>();
    for (EvaluationRow row : rows) {
      if (row.step() == latest && row.random()) {
        State state = unusable(row.architecture()).orElse(State.RANDOM);
        random.add(new DevicePoint(0, row.architecture(), state));
      } else if (row.step() == latest && known.add(row.architecture().text())) {
        candidates.add(row.architecture());
      }
    }
    List<double[]> rivals =
        Stream.concat(points.stream().map(DevicePoint::architecture), candidates.stream())
            .filter(architecture -> unusable(architecture).isEmpty())
            .map(orientation::minimized)
            .toList();
    return Stream.concat(
            candidates.stream().map(a -> new DevicePoint(0, a, state(a, rivals))), random.stream())
        .toList();
  }

  private State state(JudgedArchitecture architecture, List<double[]> rivals) {
    double[] own = orientation.minimized(architecture);
    return unusable(architecture)
        .orElseGet(
            () ->
                rivals.stream().anyMatch(rival -> Dominance.dominates(rival, own))
                    ? State.DOMINATED
                    : State.FRONT);
  }
}
