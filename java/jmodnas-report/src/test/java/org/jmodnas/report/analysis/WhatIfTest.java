package org.jmodnas.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jmodnas.report.analysis.DevicePoint.State;
import org.jmodnas.report.data.JudgedArchitecture;
import org.jmodnas.report.data.Objective;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

/** The best point with a better metric, beside a search through all of them. */
final class WhatIfTest {
  private static final List<Objective> OBJECTIVES =
      List.of(
          Objective.error(),
          new Objective("latency", "ms", false),
          new Objective("throughput", "", true));

  @Test
  void takesTheLowestErrorThatIsTenPerCentFaster() {
    DeviceFront device =
        device(
            List.of(
                point(1, State.FRONT, 0.10, 10, 5),
                point(2, State.FRONT, 0.20, 9, 5),
                point(3, State.DOMINATED, 0.25, 9, 5),
                point(4, State.FRONT, 0.30, 2, 5),
                point(5, State.INFEASIBLE, 0.01, 1, 5)));
    assertThat(better(device, 1, 0.1)).isEqualTo(2);
    assertThat(better(device, 1, 0.11)).isEqualTo(4);
    assertThat(better(device, 4, 0.05)).isZero();
  }

  @Test
  @Seeded
  void isWhatASearchThroughAllPointsFinds(Philox random) {
    List<DevicePoint> points = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      State state = random.nextInt(5) == 0 ? State.INFEASIBLE : State.FRONT;
      points.add(
          point(i, state, random.nextDouble(), random.nextDouble(), 10 * random.nextDouble()));
    }
    DeviceFront device = device(points);
    WhatIf whatIf = new WhatIf(OBJECTIVES);
    for (DevicePoint from : points) {
      for (double share : new double[] {0.05, 0.3}) {
        check(
            points,
            whatIf.best(device, from, 1, share),
            p -> p.value(1) <= (1 - share) * from.value(1));
        check(
            points,
            whatIf.best(device, from, 2, share),
            p -> p.value(2) >= (1 + share) * from.value(2));
      }
    }
  }

  private static void check(
      List<DevicePoint> points, Optional<DevicePoint> found, Predicate<DevicePoint> wanted) {
    double lowest = Double.POSITIVE_INFINITY;
    int best = 0;
    for (DevicePoint point : points) {
      if (point.state() == State.FRONT && wanted.test(point) && point.value(0) < lowest) {
        lowest = point.value(0);
        best = point.number();
      }
    }
    assertThat(found.map(DevicePoint::number).orElse(0)).isEqualTo(best);
  }

  private static int better(DeviceFront device, int from, double share) {
    return new WhatIf(OBJECTIVES)
        .best(device, device.point(from).orElseThrow(), 1, share)
        .map(DevicePoint::number)
        .orElse(0);
  }

  private static DevicePoint point(int number, State state, double... objectives) {
    List<Double> values = new ArrayList<>();
    for (double value : objectives) {
      values.add(value);
    }
    return new DevicePoint(number, new JudgedArchitecture("a" + number, values, 1), state);
  }

  private static DeviceFront device(List<DevicePoint> points) {
    return new DeviceFront("d", true, "", points, List.of(), List.of(), OptionalInt.empty());
  }
}
