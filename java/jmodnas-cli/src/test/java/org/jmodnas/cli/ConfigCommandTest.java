package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigCommandTest {
  @TempDir Path folder;

  @Test
  void initWritesAFileThatChangesNothingAndIsNeverOverwritten() throws IOException {
    Path file = folder.resolve("search.yaml");
    assertThat(CommandRun.of("config", "init", file.toString()).status()).isZero();
    assertThat(file).content().startsWith("# yaml-language-server: $schema=");
    assertThat(CommandRun.of("config", "init").out()).isEqualTo(Files.readString(file));
    CommandRun shown = CommandRun.of("config", "show", "-c", file.toString());
    assertThat(shown.errors()).isEmpty();
    assertThat(shown.out())
        .contains("steps: 2500")
        .isEqualTo(CommandRun.of("config", "show").out());
    Files.writeString(file, "data: mine");
    CommandRun again = CommandRun.of("config", "init", file.toString());
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("exists").hasLineCount(1);
    assertThat(file).hasContent("data: mine");
    CommandRun nowhere = CommandRun.of("config", "init", folder.resolve("no/file").toString());
    assertThat(nowhere.status()).isEqualTo(2);
    assertThat(nowhere.err()).contains("cannot be written").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --set front.rays=1 | '--rays' is 2 … 10000, got '1' ('front.rays' in '--set front.rays=1')
          --set method.weight-devices=-1 | ('method.weight-devices' in '--set method.weight-devices=-1')
          --set method.warmup=2 | ('method.warmup' in
          --set method.combination=best | Unknown 'best' for '--combination'
          --set search.steps=0 | ('search.steps' in '--set search.steps=0')
          --set data=tapestry | ('data' in '--set data=tapestry')
          --set data=${sys:user.home} | '${sys:user.home}'
          --set score.table=missing.csv | ('score.table' in
          --set checkpoint.every=-1 | '--checkpoint-every' is at least 0, got '-1.0' ('checkpoint.every' in
          --set front.evaluations=-1 | '--evaluations' is at least 0
          --set compute.threads=0 | ('compute.threads' in
          --set devices=[z] | No objective depends on the device
          --set search.steps | '--set search.steps': expected KEY=VALUE
          --set search=1 | 'search' is a section: set one of its keys, [search.steps,
          --set stesp=1 | did you mean 'search.steps' or 'predictor.steps'?
          --set search.epochs=1 --set search.steps=1 | stand in place of each other
          -c missing.yaml | Configuration 'missing.yaml' does not exist
          runs --set search.steps=1 | not both
          runs | 'runs' is no run
          """)
  void whatASearchWouldRefuseIsOneLineWithTheKey(String arguments, String message) {
    String cheap = arguments.startsWith("runs") ? "" : "--set objectives=[params] ";
    CommandRun shown = CommandRun.of(("config show " + cheap + arguments).split(" "));
    assertThat(shown.err()).startsWith("error: ").contains(message).hasLineCount(1);
    assertThat(shown.status()).isEqualTo(2);
  }

  /** The configuration of a run gives the run again, whatever made it. */
  @Test
  void aRunIsReproducedFromItsConfiguration() throws IOException {
    Path table = SmallSearch.table(folder);
    Path file =
        Files.writeString(
            folder.resolve("search.yaml"),
            """
            objectives: ["metric=%s"]
            devices: [a, b]
            search: {steps: 500, channels: 2, seed: 3}
            predictor: {steps: 20}
            front: {rays: 7}
            """
                .formatted(table));
    Path first = folder.resolve("first");
    CommandRun search =
        CommandRun.of(
            "search",
            "-c",
            file.toString(),
            "--set",
            "front.rays=4",
            "--steps",
            "3",
            "--output",
            first.toString());
    assertThat(search.errors()).isEmpty();
    assertThat(first.resolve("config.yaml"))
        .content()
        .contains("steps: 3\n", "rays: 4\n", "seed: 3\n", "- \"c\"\n");
    assertThat(CommandRun.of("config", "show", first.toString()).out())
        .isEqualTo(Files.readString(first.resolve("config.yaml")));
    Path second = folder.resolve("second");
    CommandRun again =
        CommandRun.of(
            "search", "-c", first.resolve("config.yaml").toString(), "--output", second.toString());
    assertThat(again.errors()).isEmpty();
    for (String name : List.of("config.yaml", "front.csv", "model.safetensors")) {
      assertThat(second.resolve(name)).hasSameBinaryContentAs(first.resolve(name));
    }
    assertDamagedRunsAreTold(first);
  }

  private static void assertDamagedRunsAreTold(Path run) throws IOException {
    Path config = run.resolve("config.yaml");
    Files.writeString(config, Files.readString(config).replace("rays: 4", "rayz: 4"));
    CommandRun damaged = CommandRun.of("profile", run.toString(), "--device", "c");
    assertThat(damaged.status()).isEqualTo(2);
    assertThat(damaged.err())
        .contains("damaged", "config.yaml", "unknown key 'front.rayz'")
        .hasLineCount(1);
    Files.move(config, run.resolve("config.json"));
    CommandRun old = CommandRun.of("profile", run.toString(), "--device", "c");
    assertThat(old.status()).isEqualTo(2);
    assertThat(old.err()).contains("earlier version").hasLineCount(1);
  }
}
