package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --max} in a small search and in profiles of it, with a table that is a sum. */
final class LimitCommandTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

  @TempDir Path folder;
  private Path table;

  /** Latency of index i on c is 2 + its costs, from 2 up. */
  @BeforeEach
  void writeTable() throws IOException {
    StringBuilder text = new StringBuilder("index,a,b,c\n");
    for (int i = 0; i < SPACE.count(); i++) {
      int a = 1;
      int b = 1;
      for (int choice : SPACE.architecture(i).choices()) {
        a += choice == 3 ? 3 : choice == 2 ? 1 : 0;
        b += choice;
      }
      text.append(i).append(',').append(a).append(',').append(b).append(',');
      text.append(a + b).append('\n');
    }
    table = Files.writeString(folder.resolve("table.csv"), text);
  }

  @Test
  void aRunThatWasSearchedWithoutLimitsIsProfiledWithinThem() throws IOException {
    Path run = folder.resolve("run");
    assertThat(search(run).status()).isZero();
    assertThat(SmallSearch.front(run).get(0))
        .as("nothing is limited")
        .doesNotContain("feasible_probability");
    CommandRun profile =
        profile(run, "--max", "latency=20,c:latency=9", "--device", "a,c", "--format", "csv");
    assertThat(profile.status()).as(profile.err()).isZero();
    assertLimited(profile, "c", 9, 0.9);
    assertLimited(profile, "a", 20, 0.9);
    CommandRun sure =
        profile(
            run, "--max", "latency=9", "--confidence", "0.99", "--device", "c", "--format", "csv");
    assertLimited(sure, "c", 9, 0.99);
  }

  /** A device by its measurements: what is told has an interval, and lies within the limit. */
  @Test
  void measurementsAreProfiledWithinLimits() throws IOException {
    Path run = folder.resolve("run");
    assertThat(search(run).status()).isZero();
    List<String> lines = Files.readAllLines(table);
    StringBuilder text = new StringBuilder("index,mine\n");
    for (int index : ReferenceDevices.ARCHITECTURES) {
      text.append(index).append(',').append(lines.get(1 + index).split(",")[3]).append('\n');
    }
    String mine = Files.writeString(folder.resolve("mine.csv"), text).toString();
    CommandRun limited =
        CommandRun.of(
            "profile",
            run.toString(),
            "--device",
            "mine",
            "--references",
            mine,
            "--max",
            "latency=9",
            "--rays",
            "4",
            "--format",
            "csv");
    assertThat(limited.errors()).isEmpty();
    List<String> header = List.of(limited.out().lines().findFirst().orElseThrow().split(","));
    List<String> rows = limited.out().lines().skip(1).toList();
    assertThat(rows).hasSize(4);
    for (String row : rows) {
      String[] fields = row.split(",");
      int index = Integer.parseInt(fields[header.indexOf("index")]);
      assertThat(Double.parseDouble(lines.get(1 + index).split(",")[3])).isLessThanOrEqualTo(9);
      assertThat(Double.parseDouble(fields[header.indexOf("feasible_probability")]))
          .isGreaterThanOrEqualTo(0.9);
    }
    CommandRun impossible =
        CommandRun.of(
            "profile",
            run.toString(),
            "--device",
            "mine",
            "--references",
            mine,
            "--max",
            "latency=1");
    assertThat(impossible.status()).isEqualTo(1);
    assertThat(impossible.err())
        .startsWith("error: No architecture is expected within latency 1 on mine")
        .hasLineCount(1);
  }

  @Test
  void aSearchKeepsItsLimitsAndProfilesHaveThem() throws IOException {
    Path run = folder.resolve("run");
    CommandRun search = search(run, "--max", "latency=20", "--max", "c:latency=9");
    assertThat(search.errors()).isEmpty();
    assertThat(search.status()).isZero();
    assertThat(run.resolve("config.yaml")).content().contains("latency=20").contains("c:latency=9");
    CommandRun profile = profile(run, "--device", "c", "--format", "csv");
    assertLimited(profile, "c", 9, 0.9);
    assertThat(profile.out().lines().toList())
        .as("the profile of a restored run equals the stored front")
        .containsAll(
            SmallSearch.front(run).stream().filter(line -> line.startsWith("c,")).toList());
    CommandRun free = profile(run, "--device", "c", "--max", "none", "--format", "csv");
    assertThat(free.out()).doesNotContain("feasible_probability");
  }

  /** The same seed: only what the loss has of the limits can make another model. */
  @Test
  void limitsAreInTheLossOnlyWhereAskedFor() throws IOException {
    Path free = folder.resolve("free");
    Path filtered = folder.resolve("filtered");
    Path limited = folder.resolve("limited");
    String limits = "a:latency=5,b:latency=5";
    assertThat(search(free).status()).isZero();
    assertThat(search(filtered, "--max", limits).status()).isZero();
    assertThat(search(limited, "--max", limits, "--limits-in-loss").status()).isZero();
    String model = "model.safetensors";
    assertThat(filtered.resolve(model)).hasSameBinaryContentAs(free.resolve(model));
    assertThat(Files.mismatch(limited.resolve(model), free.resolve(model))).isNotEqualTo(-1);
    assertThat(limited.resolve("config.yaml")).content().contains("in-loss: true");
  }

  @Test
  void whatIsImpossibleIsOneLineWithTheNearestValue() throws IOException {
    Path run = folder.resolve("run");
    CommandRun search = search(run, "--max", "c:latency=1");
    assertThat(search.status()).as("the search keeps its run").isZero();
    assertThat(search.err())
        .startsWith("warning: No architecture is expected within latency 1 on c")
        .contains("lowest prediction is ")
        .hasLineCount(1);
    assertThat(search.out()).contains("No architecture is expected within latency 1 on c");
    assertThat(SmallSearch.front(run))
        .as("a and b have fronts, c has none")
        .hasSize(1 + 2 * 4)
        .noneMatch(line -> line.startsWith("c,"));
    CommandRun profile = profile(run, "--device", "c,a", "--max", "c:latency=1", "--format", "csv");
    assertThat(profile.status()).isEqualTo(1);
    assertThat(profile.err())
        .startsWith("error: No architecture is expected within latency 1 on c")
        .hasLineCount(1);
    assertThat(profile.out().lines().filter(line -> line.startsWith("a,"))).hasSize(4);
  }

  @Test
  void aSearchWithoutAnyFrontKeepsItsModel() {
    Path run = folder.resolve("run");
    CommandRun search = search(run, "--max", "latency=0.001");
    assertThat(search.status()).as(search.err()).isZero();
    assertThat(search.err()).hasLineCount(3);
    assertThat(search.out()).contains("No device has a front within the limits");
    assertThat(profile(run, "--device", "c", "--max", "latency=9").status()).isZero();
  }

  @Test
  void limitsThatCannotBeKeptTogetherAreToldWithTheLeastViolation() throws IOException {
    Path run = folder.resolve("run");
    StringBuilder text = new StringBuilder("index,a,b,c\n");
    List<String> lines = Files.readAllLines(table);
    for (String line : lines.subList(1, lines.size())) {
      int[] values = Arrays.stream(line.split(",")).mapToInt(Integer::parseInt).toArray();
      text.append(values[0]);
      for (int device = 1; device <= 3; device++) {
        text.append(',').append(50 - values[device]);
      }
      text.append('\n');
    }
    Path energy = Files.writeString(folder.resolve("energy.csv"), text);
    assertThat(search(run, "--objectives", "energy=" + energy).status()).isZero();
    CommandRun profile = profile(run, "--device", "c", "--max", "latency=10", "--max", "energy=35");
    assertThat(profile.status()).isEqualTo(1);
    assertThat(profile.err())
        .contains("within latency 10 and energy 35 together on c")
        .contains("though within each alone; the nearest prediction is latency ")
        .contains(" and energy ")
        .hasLineCount(1);
  }

  @Test
  void aScoreComparesWithTheTable() throws IOException {
    Path run = folder.resolve("run");
    search(run);
    StringBuilder text = new StringBuilder("index,c10_test\n");
    for (int i = 0; i < SPACE.count(); i++) {
      text.append(i).append(',').append(50 + i % 40).append('\n');
    }
    Path accuracies = Files.writeString(folder.resolve("accuracy.csv"), text);
    CommandRun scored =
        profile(
            run,
            "--device",
            "c",
            "--max",
            "latency=9",
            "--score",
            accuracies.toString(),
            "--format",
            "csv");
    assertThat(scored.status()).as(scored.err()).isZero();
    assertThat(scored.out()).startsWith("device,limits,within_share,cells,hold,accuracy");
    List<String> table =
        profile(run, "--device", "c", "--max", "latency=9", "--score", accuracies.toString())
            .out()
            .lines()
            .toList();
    assertThat(table.get(1)).startsWith("c ").contains("latency 9").endsWith("89.00");
    CommandRun unlimited = profile(run, "--device", "c", "--score", accuracies.toString());
    assertThat(unlimited.status()).isEqualTo(2);
    assertThat(unlimited.err()).contains("'--max'").hasLineCount(1);
  }

  @Test
  void badLimitsAreOneLine() {
    Path run = folder.resolve("none");
    for (String limit :
        List.of("latency", "latency_ms=2", "z:latency=2", "latency=-2", "latency=2,latency=3")) {
      CommandRun bad = search(run, "--max", limit);
      assertThat(bad.status()).as(limit).isEqualTo(2);
      assertThat(bad.err()).startsWith("error: ").hasLineCount(1);
      assertThat(run).doesNotExist();
    }
    assertThat(search(run, "--max", "latency=2", "--confidence", "1").err())
        .contains("between 0 and 1")
        .hasLineCount(1);
    search(folder.resolve("run"));
    for (String limit : List.of("z:latency=2", "a:latency=2", "energy=2")) {
      CommandRun bad = profile(folder.resolve("run"), "--device", "c", "--max", limit);
      assertThat(bad.status()).as(limit).isEqualTo(2);
      assertThat(bad.err()).contains("Unknown").hasLineCount(1);
    }
  }

  /** Four rows of the device, all within its limit by the table and likely enough. */
  private void assertLimited(CommandRun profile, String device, double limit, double confidence) {
    List<String> lines = profile.out().lines().toList();
    List<String> header = Arrays.asList(lines.get(0).split(","));
    List<String> rows = lines.stream().filter(line -> line.startsWith(device + ",")).toList();
    assertThat(rows).hasSize(4);
    for (String line : rows) {
      String[] row = line.split(",");
      double probability = Double.parseDouble(row[header.indexOf("feasible_probability")]);
      assertThat(probability).isBetween(confidence, 1.0);
      assertThat(latency(device, Integer.parseInt(row[header.indexOf("index")])))
          .isLessThanOrEqualTo(limit);
    }
  }

  private static double latency(String device, int index) {
    double a = 1;
    double b = 1;
    for (int choice : SPACE.architecture(index).choices()) {
      a += choice == 3 ? 3 : choice == 2 ? 1 : 0;
      b += choice;
    }
    return device.equals("a") ? a : device.equals("b") ? b : a + b;
  }

  private CommandRun search(Path run, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "search",
                "--metrics",
                "latency=" + table,
                "--devices",
                "a,b",
                "--output",
                run.toString(),
                "--rays",
                "4",
                "--channels",
                "2",
                "--steps",
                "4",
                "--predictor-steps",
                "20"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static CommandRun profile(Path run, String... more) {
    List<String> arguments = new ArrayList<>(List.of("profile", run.toString(), "--rays", "4"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }
}
