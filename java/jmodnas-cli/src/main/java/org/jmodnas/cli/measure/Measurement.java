package org.jmodnas.cli.measure;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jmodnas.cli.console.TextTable;
import org.jmodnas.hardware.measurement.HostDescription;
import org.jmodnas.hardware.measurement.LatencyTimer;
import org.jmodnas.hardware.measurement.MachineLoad;
import org.jmodnas.hardware.measurement.MedianEstimate;
import org.jmodnas.space.SearchSpace;

/**
 * What was measured and under which circumstances.
 *
 * @param indices of the architectures, in the order of the result's estimates
 * @param before load before the measurement
 * @param after load after it
 */
record Measurement(
    List<Integer> indices,
    LatencyTimer.Result result,
    HostDescription host,
    MachineLoad before,
    MachineLoad after) {
  private static final double STEPS_OF_A_MILLISECOND = 1e7;

  /** What makes it noise; empty if nothing does. */
  List<String> noise() {
    List<String> noise = new ArrayList<>();
    before.objectionBefore().ifPresent(noise::add);
    after.objectionAfter().ifPresent(noise::add);
    for (int i = 0; i < indices.size(); i++) {
      int index = indices.get(i);
      result
          .rule()
          .objection(result.estimates().get(i))
          .ifPresent(objection -> noise.add("architecture " + index + ": " + objection));
    }
    return noise;
  }

  /** Medians in ms by architecture index. */
  Map<Integer, Double> medians() {
    Map<Integer, Double> medians = new LinkedHashMap<>();
    for (int i = 0; i < indices.size(); i++) {
      medians.put(indices.get(i), milliseconds(result.estimates().get(i).median()));
    }
    return medians;
  }

  /** Without the digits that come of adding binary fractions; the clock has no more. */
  private static double milliseconds(double value) {
    return Math.rint(value * STEPS_OF_A_MILLISECOND) / STEPS_OF_A_MILLISECOND;
  }

  /** Everything, as JSON can hold it. */
  Map<String, Object> record(SearchSpace space) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    record.put("unit", "ms a batch, median");
    record.put("noise", noise());
    record.put("tolerance", result.rule().tolerance());
    record.put("clock", "System.nanoTime on " + host.clockSource());
    record.put("clock_step_ms", result.rule().clockStep());
    record.put("warm_up_rounds", result.warmUpRounds());
    record.put("cpu", host.cpuModel());
    host.megahertz().ifPresent(megahertz -> record.put("cpu_mhz_before", megahertz));
    HostDescription.read()
        .megahertz()
        .ifPresent(megahertz -> record.put("cpu_mhz_after", megahertz));
    record.put("cpu_governor", host.governor());
    record.put("processors", before.processors());
    record.put("load_average_before", before.average());
    record.put("load_average_after", after.average());
    record.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    record.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < indices.size(); i++) {
      rows.add(row(space, indices.get(i), result.estimates().get(i)));
    }
    record.put("architectures", rows);
    return record;
  }

  private Map<String, Object> row(SearchSpace space, int index, MedianEstimate estimate) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("index", index);
    row.put("arch", space.architecture(index).toString());
    row.put("median_ms", milliseconds(estimate.median()));
    row.put("mad_ms", milliseconds(estimate.mad()));
    row.put("low_ms", milliseconds(estimate.low()));
    row.put("high_ms", milliseconds(estimate.high()));
    row.put("drift_ms", milliseconds(estimate.drift()));
    row.put("runs", estimate.runs());
    row.put("stable", result.rule().objection(estimate).isEmpty());
    return row;
  }

  /** Prints a line an architecture. */
  void print(PrintWriter out) {
    TextTable table = new TextTable().row("index", "median ms", "MAD ms", "+-", "runs", "");
    for (int i = 0; i < indices.size(); i++) {
      MedianEstimate estimate = result.estimates().get(i);
      table.row(
          String.valueOf(indices.get(i)),
          String.format(Locale.ROOT, "%.4f", estimate.median()),
          String.format(Locale.ROOT, "%.4f", estimate.mad()),
          String.format(Locale.ROOT, "%.1f%%", 100 * estimate.relativeHalfWidth()),
          String.valueOf(estimate.runs()),
          result.rule().objection(estimate).isEmpty() ? "" : "noise");
    }
    table.print(out);
  }
}
