package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small search on the bundled images with a synthetic table, and what bad input does to it. */
final class SearchCommandTest {
  @TempDir Path folder;

  @Test
  void aSearchLeavesARunThatProfilesUnseenDevices() throws IOException {
    Path run = folder.resolve("run");
    CommandRun search = search(run, "--steps", "2");
    assertThat(search.errors()).isEmpty();
    assertThat(search.status()).isZero();
    assertThat(search.out()).contains("device").contains("measured").contains("HV");
    assertThat(SmallSearch.front(run)).hasSize(1 + 3 * 4);
    assertThat(run.resolve("front.json")).isNotEmptyFile();
    assertThat(search.out()).contains("conditioning");
    assertThat(Files.readAllLines(run.resolve("conditioning.csv")))
        .hasSize(3)
        .satisfies(rows -> assertThat(rows.get(1)).startsWith("searched,2,4,"))
        .satisfies(rows -> assertThat(rows.get(2)).startsWith("unseen,1,4,0.0,0.0,0.0,1.0,"));
    CommandRun profile =
        CommandRun.of("profile", run.toString(), "--device", "c", "--rays", "4", "--format", "csv");
    assertThat(profile.status()).isZero();
    List<String> stored = new ArrayList<>(SmallSearch.front(run));
    assertThat(profile.out().lines().toList())
        .as("the profile of a restored run equals the stored front")
        .hasSize(5)
        .containsAll(stored.stream().filter(line -> line.startsWith("c,")).toList());
    CommandRun refused =
        CommandRun.of(
            "profile", run.toString(), "--device", "c", "--backend", "refusing", "--tf32");
    assertThat(refused.err()).contains("tf32=true").hasLineCount(1);
  }

  @Test
  void aSearchWithMetricsAsSumsProfilesTheSameFront() throws IOException {
    Path run = folder.resolve("run");
    CommandRun search = search(run, "--steps", "2", "--metric-model", "sum");
    assertThat(search.errors()).isEmpty();
    assertThat(search.out()).doesNotContain("Training the metric predictor");
    CommandRun profile =
        CommandRun.of("profile", run.toString(), "--device", "c", "--rays", "4", "--format", "csv");
    List<String> stored = SmallSearch.front(run);
    assertThat(profile.out().lines().toList())
        .containsAll(stored.stream().filter(line -> line.startsWith("c,")).toList());
  }

  @Test
  void aSearchForThreeObjectives() throws IOException {
    Path run = folder.resolve("run");
    String energy = "energy=" + SmallSearch.table(folder);
    CommandRun search = search(run, "--steps", "2", "--objectives", energy);
    assertThat(search.errors()).isEmpty();
    assertThat(search.status()).isZero();
    assertThat(SmallSearch.front(run))
        .as("six preferences, three devices")
        .hasSize(1 + 6 * 3)
        .first()
        .asString()
        .contains("error_weight,metric_weight,energy_weight");
    CommandRun profile = CommandRun.of("profile", run.toString(), "--device", "c", "--rays", "4");
    assertThat(profile.status()).isZero();
    CommandRun one =
        CommandRun.of(
            "profile",
            run.toString(),
            "--device",
            "c",
            "--metrics",
            SmallSearch.table(folder).toString());
    assertThat(one.status()).isEqualTo(2);
    assertThat(one.err()).contains("'1'").hasLineCount(1);
  }

  /** Columns of one file, a metric that is the same everywhere and is to be maximised. */
  @Test
  void objectivesOfOneFile() throws IOException {
    Path run = folder.resolve("run");
    Path file = SmallSearch.table(folder, "index,a_ms,b_ms,c_ms,a_mj,b_mj,strength");
    CommandRun search =
        CommandRun.of(
            "search",
            "--objectives",
            "latency=%s:*_ms,max:strength=%s:strength".formatted(file, file),
            "--devices",
            "a,b",
            "--steps",
            "2",
            "--rays",
            "4",
            "--channels",
            "2",
            "--predictor-steps",
            "20",
            "--score",
            file.toString(),
            "--score-column",
            "strength",
            "--output",
            run.toString());
    assertThat(search.errors()).isEmpty();
    assertThat(search.out()).contains("strength: more is better");
    assertThat(SmallSearch.front(run))
        .first()
        .asString()
        .contains("latency_weight,strength_weight")
        .contains("error,latency,strength,");
    assertThat(Files.readAllLines(run.resolve("devices.csv"))).hasSize(1 + 3);
    assertThat(run.resolve("devices.csv")).content().contains("strength_wanted").contains(",more,");
    assertThat(run.resolve("scores.csv")).content().contains("strength_alignment");
    CommandRun profile =
        CommandRun.of(
            "profile",
            run.toString(),
            "--device",
            "c",
            "--rays",
            "4",
            "--format",
            "csv",
            "--metrics",
            file + ":*_ms");
    assertThat(profile.err()).isEmpty();
    assertThat(profile.out().lines().toList())
        .as("a table for what depends on the device gives the same front")
        .containsAll(
            SmallSearch.front(run).stream().filter(line -> line.startsWith("c,")).toList());
  }

  @Test
  void whatNetworksCostNeedsNoTableAndNoDevice() throws IOException {
    Path run = folder.resolve("run");
    CommandRun search =
        CommandRun.of(
            "search",
            "--objectives",
            "params,macs,memory",
            "--network",
            "cells=1,channels=4,classes=3",
            "--steps",
            "2",
            "--rays",
            "4",
            "--channels",
            "2",
            "--predictor-steps",
            "20",
            "--output",
            run.toString());
    assertThat(search.errors()).isEmpty();
    List<String> rows = SmallSearch.front(run);
    assertThat(rows.get(1)).startsWith("any,").contains(",computed,");
    CommandRun profile = CommandRun.of("profile", run.toString(), "--rays", "4", "--format", "csv");
    assertThat(profile.err()).isEmpty();
    assertThat(profile.out().lines().toList()).isEqualTo(rows);
  }

  @Test
  void columnsThatAnObjectiveLacksAreTold() throws IOException {
    Path run = folder.resolve("run");
    Path file = SmallSearch.table(folder, "index,a_ms,b_ms,c_ms,a_mj,b_mj,strength");
    CommandRun search =
        CommandRun.of(
            "search",
            "--objectives",
            "latency=%s:*_ms,energy=%s:*_mj".formatted(file, file),
            "--steps",
            "1",
            "--rays",
            "4",
            "--channels",
            "2",
            "--predictor-steps",
            "5",
            "--output",
            run.toString());
    assertThat(search.errors()).isEmpty();
    assertThat(search.out()).contains("Without c, of which there is no energy.");
    assertThat(Files.readAllLines(run.resolve("devices.csv"))).hasSize(1 + 2);
  }

  @ParameterizedTest
  @CsvSource({
    "tchebycheff, cagrad",
    "tchebycheff:0.5, pcgrad",
    "cosmos:1, cagrad:0.2",
    "hypervolume:2:0.5, min-norm"
  })
  void otherScalarizationsAndCombinationsAreKeptWithTheRun(String scalarization, String combination)
      throws IOException {
    Path run = folder.resolve("run");
    CommandRun search =
        search(run, "--steps", "5", "--scalarization", scalarization, "--combination", combination);
    assertThat(search.errors()).isEmpty();
    assertThat(search.status()).isZero();
    assertThat(run.resolve("config.yaml"))
        .content()
        .contains("scalarization: \"" + scalarization)
        .contains("combination: \"" + combination);
    assertThat(CommandRun.of("profile", run.toString(), "--device", "c", "--rays", "4").status())
        .isZero();
  }

  @Test
  void epochsArePassesThroughHalfOfTheImages() throws IOException {
    Path run = folder.resolve("run");
    CommandRun search = search(run, "--epochs", "1", "--batch", "2000");
    assertThat(search.status()).as(search.err()).isZero();
    assertThat(search.out()).contains("step 2 of 2:");
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Path run = Files.createDirectories(folder.resolve("full"));
    Path precious = Files.writeString(run.resolve("precious"), "x");
    CommandRun again = search(run, "--steps", "1");
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("not empty").hasLineCount(1);
    assertThat(precious).hasContent("x");
    assertThat(run.toFile().list()).containsExactly("precious");
  }

  @Test
  void badInputIsOneLine() throws IOException {
    Path run = folder.resolve("none");
    Path broken = Files.writeString(folder.resolve("broken.csv"), "index,a\n0,fast\n");
    for (CommandRun bad :
        List.of(
            SmallSearch.search(folder.resolve("missing.csv"), run, "--steps", "1"),
            SmallSearch.search(broken, run, "--steps", "1"),
            search(run, "--steps", "0"),
            search(run, "--epochs", "0"),
            search(run, "--epochs", "1", "--steps", "1"),
            search(run, "--steps", "1", "--batch", "-1"),
            search(run, "--steps", "1", "--batch", "100000"),
            search(run, "--steps", "1", "--data", "cifar10:missing"),
            search(run, "--steps", "1", "--combination", "best"),
            search(run, "--steps", "1", "--combination", "mean:2"),
            search(run, "--steps", "1", "--combination", "cagrad:1"),
            search(run, "--steps", "1", "--combination", "cagrad:far"),
            search(run, "--steps", "1", "--scalarization", "best"),
            search(run, "--steps", "1", "--scalarization", "linear:0"),
            search(run, "--steps", "1", "--scalarization", "linear:"),
            search(run, "--steps", "1", "--scalarization", "tchebycheff:-1"),
            search(run, "--steps", "1", "--scalarization", "cosmos:NaN"),
            search(run, "--steps", "1", "--scalarization", "cosmos:1:1"),
            search(run, "--steps", "1", "--scalarization", "hypervolume:1"),
            search(run, "--steps", "1", "--scalarization", "hypervolume:2.5"),
            search(run, "--steps", "1", "--scalarization", "hypervolume:4:-1"),
            search(run, "--steps", "1", "--scalarization", "hypervolume:4:1:1"),
            search(run, "--steps", "1", "--combination", "cagrad:0.2:1"),
            search(run, "--steps", "1", "--preset", "best"),
            search(run, "--steps", "1", "--sampler", "best"),
            search(run, "--steps", "1", "--score-share", "2"),
            search(run, "--steps", "1", "--sampler", "darts", "--score-share", "1"),
            search(run, "--steps", "1", "--uniform-share", "-1"),
            search(run, "--steps", "1", "--weight-devices", "-1"),
            search(run, "--steps", "1", "--backend", "tpu"),
            search(run, "--steps", "1", "--unseen", "z"),
            search(
                run,
                "--steps",
                "1",
                "--objectives",
                "a=" + SmallSearch.table(folder) + ",a=" + SmallSearch.table(folder)),
            search(run, "--steps", "1", "--objectives", "two words=" + SmallSearch.table(folder)),
            search(
                run,
                "--steps",
                "1",
                "--objectives",
                "latency=" + SmallSearch.table(folder) + ":*_ms"),
            search(
                run, "--steps", "1", "--objectives", "latency=" + SmallSearch.table(folder) + ":z"),
            search(run, "--steps", "1", "--objectives", "unheard"),
            search(run, "--steps", "1", "--objectives", "params,params"),
            search(run, "--steps", "1", "--network", "cells=0"),
            search(run, "--steps", "1", "--network", "depth=2"),
            search(run, "--steps", "1", "--score", "missing.csv"),
            CommandRun.of("profile", run.toString(), "--device", "a"))) {
      assertThat(bad.status()).as(bad.err()).isEqualTo(2);
      assertThat(bad.err()).startsWith("error: ").contains("'").hasLineCount(1);
      assertThat(run).doesNotExist();
    }
  }

  @Test
  void aStepCanBeTimed() {
    CommandRun bench =
        CommandRun.of(
            "bench",
            "step",
            "--batch",
            "2",
            "--channels",
            "2",
            "--devices",
            "2",
            "--iters",
            "1",
            "--json");
    assertThat(bench.status()).isZero();
    assertThat(bench.out()).contains("\"weight_step_s\": ").contains("\"hypernetwork_s\": ");
  }

  private CommandRun search(Path run, String... more) throws IOException {
    return SmallSearch.search(SmallSearch.table(folder), run, more);
  }
}
