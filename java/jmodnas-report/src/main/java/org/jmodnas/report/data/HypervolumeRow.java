package org.jmodnas.report.data;

import java.util.List;
import org.jmodnas.run.CsvRow;

/**
 * The hypervolume of a device's front during the search: a row of {@code hypervolume.csv}.
 *
 * @param reference the reference point in every scaled objective
 */
public record HypervolumeRow(int step, String device, double hypervolume, double reference) {
  static final List<String> REQUIRED = List.of("step", "device", "hypervolume");

  static HypervolumeRow of(CsvRow row) {
    return new HypervolumeRow(
        row.whole("step"), row.text("device"), row.number("hypervolume"), row.number("reference"));
  }
}
