package org.jmodnas.report.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jmodnas.report.analysis.DevicePoint.State;
import org.jmodnas.report.data.Objective;

/**
 * The front of a device and what else was judged on it.
 *
 * @param seen whether the device was searched for
 * @param source where its metrics come from, empty where unknown
 * @param points those with a number, ascending
 * @param others those of the latest evaluation that are no {@code points}
 * @param chosen which point each preference chose, by falling weight of the error
 * @param knee number of the point at the knee of the front
 */
public record DeviceFront(
    String name,
    boolean seen,
    String source,
    List<DevicePoint> points,
    List<DevicePoint> others,
    List<Chosen> chosen,
    OptionalInt knee) {
  public DeviceFront {
    points = List.copyOf(points);
    others = List.copyOf(others);
    chosen = List.copyOf(chosen);
  }

  /** The numbered points of the front. */
  public List<DevicePoint> front() {
    return points.stream().filter(point -> point.state() == State.FRONT).toList();
  }

  /**
   * Numbers of the points where the front ends: for each objective the best one, the first of
   * several; nothing where there is no front.
   */
  public List<Integer> ends(List<Objective> objectives) {
    List<Integer> ends = new ArrayList<>();
    for (int m = 0; m < objectives.size(); m++) {
      best(m, objectives.get(m).maximized()).ifPresent(point -> ends.add(point.number()));
    }
    return ends;
  }

  private Optional<DevicePoint> best(int objective, boolean maximized) {
    int sign = maximized ? -1 : 1;
    return front().stream()
        .reduce((a, b) -> sign * b.value(objective) < sign * a.value(objective) ? b : a);
  }

  /** The point with this number. */
  public Optional<DevicePoint> point(int number) {
    return points.stream().filter(point -> point.number() == number).findFirst();
  }

  static OptionalInt knee(List<DevicePoint> points, Orientation orientation) {
    List<DevicePoint> front = points.stream().filter(p -> p.state() == State.FRONT).toList();
    OptionalInt index =
        Knee.of(front.stream().map(p -> orientation.minimized(p.architecture())).toList());
    return index.isPresent()
        ? OptionalInt.of(front.get(index.getAsInt()).number())
        : OptionalInt.empty();
  }
}
