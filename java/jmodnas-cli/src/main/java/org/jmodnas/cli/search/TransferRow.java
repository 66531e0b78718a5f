package org.jmodnas.cli.search;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How well a device is served.
 *
 * @param measured architectures
 * @param tau Kendall's, of the predicted metric, as are the next three, over what was not measured
 * @param median relative error, per cent
 * @param within share of measurements within their interval
 * @param margin median half width of the interval, per cent
 * @param hypervolume of the front
 * @param cells of the front
 * @param hold of them within the limits
 * @param best accuracy of those, per cent; NaN where none holds
 */
record TransferRow(
    double measured,
    double tau,
    double median,
    double within,
    double margin,
    double hypervolume,
    double cells,
    double hold,
    double best) {
  /** The mean of each. */
  static TransferRow mean(List<TransferRow> rows) {
    return new TransferRow(
        mean(rows, TransferRow::measured),
        mean(rows, TransferRow::tau),
        mean(rows, TransferRow::median),
        mean(rows, TransferRow::within),
        mean(rows, TransferRow::margin),
        mean(rows, TransferRow::hypervolume),
        mean(rows, TransferRow::cells),
        mean(rows, TransferRow::hold),
        mean(rows, TransferRow::best));
  }

  private static double mean(List<TransferRow> rows, ToDoubleFunction<TransferRow> part) {
    return rows.stream().mapToDouble(part).average().orElseThrow();
  }
}
