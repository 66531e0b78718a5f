package org.jmodnas.report.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jmodnas.report.analysis.DevicePoint.State;
import org.jmodnas.report.data.Objective;

/**
 * What changes if a metric has to become better: the point of lowest error whose metric is better
 * by a share of the present value, 10 % less latency or 10 % more throughput.
 */
public final class WhatIf {
  private final List<Objective> objectives;

  /** Questions about points with these objectives, the error first. */
  public WhatIf(List<Objective> objectives) {
    this.objectives = List.copyOf(objectives);
  }

  /**
   * The feasible point of {@code device} with the lowest error among those whose {@code metric} is
   * better than that of {@code from} by at least {@code share} of it; of equal errors the one with
   * the best metric.
   *
   * @param metric index among the objectives, from 1
   * @param share 0 … 1
   */
  public Optional<DevicePoint> best(
      DeviceFront device, DevicePoint from, int metric, double share) {
    int sign = objectives.get(metric).maximized() ? -1 : 1;
    double present = sign * from.value(metric);
    double bound = present - share * Math.abs(present);
    return device.points().stream()
        .filter(p -> p.state() == State.FRONT || p.state() == State.DOMINATED)
        .filter(p -> sign * p.value(metric) <= bound)
        .min(
            Comparator.<DevicePoint>comparingDouble(p -> p.value(0))
                .thenComparingDouble(p -> sign * p.value(metric)));
  }
}
