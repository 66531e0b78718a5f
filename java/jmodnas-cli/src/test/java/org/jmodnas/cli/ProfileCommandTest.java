package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmodnas.hardware.ReferenceDevices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fronts of devices by what was measured of them. */
final class ProfileCommandTest {
  @TempDir Path folder;

  @Test
  void aDeviceIsProfiledByItsMeasurementsWithIntervals() throws IOException {
    Path run = folder.resolve("run");
    Path table = SmallSearch.table(folder);
    assertThat(SmallSearch.search(table, run, "--steps", "2").status()).isZero();
    List<String> lines = Files.readAllLines(table);
    double[] widths = new double[2];
    for (int more = 0; more < 2; more++) {
      List<Integer> measured = new ArrayList<>(ReferenceDevices.ARCHITECTURES);
      for (int i = 0; i < 40 * more; i++) {
        measured.add(100 * i);
      }
      Path references = references(lines, measured);
      CommandRun profile = profile(run, references, "--rays", "4", "--format", "csv");
      assertThat(profile.err()).isEmpty();
      List<String> rows = profile.out().lines().toList();
      assertThat(rows).hasSize(5);
      assertThat(rows.get(0)).contains(",metric,metric_lower,metric_upper,");
      for (String row : rows.subList(1, 5)) {
        String[] fields = row.split(",");
        double truth = Double.parseDouble(lines.get(1 + Integer.parseInt(fields[3])).split(",")[3]);
        double upper = Double.parseDouble(fields[8]);
        assertThat(truth).isBetween(Double.parseDouble(fields[7]), upper);
        assertThat(fields[9]).isEqualTo("predicted from " + measured.size() + " measurements");
        widths[more] += upper - Double.parseDouble(fields[6]);
      }
    }
    assertThat(widths[1]).as("of intervals by more measurements").isLessThan(widths[0]);
  }

  @Test
  void referencesAndMetricsExcludeEachOther() throws IOException {
    Path run = folder.resolve("run");
    String table = SmallSearch.table(folder).toString();
    assertThat(SmallSearch.search(Path.of(table), run, "--steps", "1").status()).isZero();
    CommandRun both =
        CommandRun.of(
            "profile", run.toString(), "--device", "c", "--references", table, "--metrics", table);
    assertThat(both.status()).isEqualTo(2);
    assertThat(both.err()).contains("'--references' and '--metrics'").hasLineCount(1);
    CommandRun two =
        CommandRun.of(
            "profile", run.toString(), "--device", "c", "--references", table + "," + table);
    assertThat(two.status()).isEqualTo(2);
    assertThat(two.err()).contains("alike").hasLineCount(1);
  }

  /** Parameters are known of every architecture, whatever was measured of a device. */
  @Test
  void whatIsTheSameOnEveryDeviceIsKnownWithoutMeasurements() throws IOException {
    Path run = folder.resolve("run");
    Path table = SmallSearch.table(folder);
    CommandRun search =
        CommandRun.of(
            "search",
            "--objectives",
            "latency=" + table + ",params",
            "--devices",
            "a,b",
            "--steps",
            "1",
            "--rays",
            "6",
            "--channels",
            "2",
            "--predictor-steps",
            "5",
            "--output",
            run.toString());
    assertThat(search.errors()).isEmpty();
    List<String> lines = Files.readAllLines(table);
    Path references = references(lines, ReferenceDevices.ARCHITECTURES);
    CommandRun profile = profile(run, references, "--rays", "6", "--format", "csv");
    assertThat(profile.err()).isEmpty();
    List<String> stored = SmallSearch.front(run);
    int params = List.of(stored.get(0).split(",")).indexOf("params");
    List<String> rows = profile.out().lines().toList();
    List<String> header = List.of(rows.get(0).split(","));
    for (String row : rows.subList(1, rows.size())) {
      String[] fields = row.split(",");
      String known = fields[header.indexOf("params")];
      assertThat(fields[header.indexOf("params_lower")]).isEqualTo(known);
      assertThat(fields[header.indexOf("params_upper")]).isEqualTo(known);
      assertThat(fields[header.indexOf("metric_source")])
          .isEqualTo("predicted from 10 measurements");
      assertThat(stored.stream().map(line -> line.split(",")))
          .as("of device c, which it is measured as, the same architectures")
          .anyMatch(front -> front[0].equals("c") && front[params].equals(known));
    }
  }

  /** A table of the device new, which is c of {@code lines}. */
  private Path references(List<String> lines, List<Integer> measured) throws IOException {
    StringBuilder text = new StringBuilder("index,new\n");
    for (int index : measured) {
      text.append(index).append(',').append(lines.get(1 + index).split(",")[3]).append('\n');
    }
    return Files.writeString(folder.resolve("new.csv"), text);
  }

  private static CommandRun profile(Path run, Path references, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "profile",
                run.toString(),
                "--device",
                "new",
                "--references",
                references.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }
}
