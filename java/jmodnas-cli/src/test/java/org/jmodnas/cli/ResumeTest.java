package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches in processes of their own that are killed and go on. */
final class ResumeTest {
  private static final String STEPS = "100";

  /** What the same search leaves, byte for byte, however often it was interrupted. */
  private static final List<String> SAME =
      List.of(
          "front.csv",
          "evaluations.csv",
          "hypervolume.csv",
          "policy.csv",
          "devices.csv",
          "similarity.csv",
          "model.safetensors");

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Path table;
  private static Path expected;

  @BeforeAll
  static void searchWithoutInterruption() throws IOException {
    table = SmallSearch.table(shared);
    expected = shared.resolve("expected");
    CommandRun search = SmallSearch.search(table, expected, more());
    assertThat(search.errors()).isEmpty();
    assertThat(search.status()).isZero();
  }

  @Test
  void aSearchThatIsKilledFiveTimesLeavesTheSame() throws Exception {
    Path run = folder.resolve("run");
    List<String> search = new ArrayList<>(SmallSearch.arguments(table, run));
    search.addAll(List.of(more()));
    interrupt(search, run, "-INT", 130);
    assertThat(events(run)).contains("\"event\":\"interrupted\"");
    for (int i = 0; i < 4; i++) {
      interrupt(List.of("resume", run.toString()), run, "-KILL", 137);
    }
    CommandRun end = CommandRun.of("resume", run.toString(), "--threads", "1");
    assertThat(end.errors()).isEmpty();
    assertResumed(end, run);
    assertThat(events(run)).contains("\"event\":\"finished\"");
    CommandRun again = CommandRun.of("resume", run.toString());
    assertThat(again.status()).isZero();
    assertThat(again.out()).contains("finished");
  }

  @Test
  void withoutACheckpointASearchBeginsAnew() throws IOException {
    Path run = unfinished();
    delete(run.resolve("checkpoints"));
    assertResumed(CommandRun.of("resume", run.toString()), run);
  }

  @Test
  void aCheckpointThatWasTamperedWithIsNamedAndThePreviousOneTaken() throws IOException {
    Path run = unfinished();
    Path latest = run.resolve("checkpoints/step-0000" + STEPS);
    Files.writeString(latest.resolve("state.json"), "{}");
    CommandRun resumed = CommandRun.of("resume", run.toString());
    assertThat(resumed.err())
        .startsWith("warning: Checkpoint '" + latest)
        .contains("'state.json'")
        .hasLineCount(1);
    assertResumed(resumed, run);
  }

  @Test
  void aSearchDoesNotGoOnWithAnotherTable() throws IOException {
    Path run = unfinished();
    String before = Files.readString(table);
    Files.writeString(table, before.replaceFirst("\n(\\d+),", "\n$1,9"));
    CommandRun refused = CommandRun.of("resume", run.toString());
    Files.writeString(table, before);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains(table.toString(), "changed since").hasLineCount(1);
  }

  /** The finished run as if its end had not come. */
  private Path unfinished() throws IOException {
    Path run = folder.resolve("run");
    try (Stream<Path> files = Files.walk(expected)) {
      for (Path file : files.toList()) {
        Files.copy(file, run.resolve(expected.relativize(file).toString()));
      }
    }
    Path manifest = run.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("finished", "running"));
    for (String file : SAME) {
      if (!file.equals("evaluations.csv") && !file.equals("hypervolume.csv")) {
        Files.delete(run.resolve(file));
      }
    }
    return run;
  }

  private void assertResumed(CommandRun resumed, Path run) {
    assertThat(resumed.status()).as(resumed.err()).isZero();
    for (String file : SAME) {
      assertThat(run.resolve(file)).as(file).hasSameBinaryContentAs(expected.resolve(file));
    }
  }

  private static void delete(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Lets a command take a few steps, then signals it. */
  private void interrupt(List<String> arguments, Path run, String signal, int status)
      throws Exception {
    long checkpoints = checkpoints(run);
    List<String> command = new ArrayList<>(hearingSignals());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "org.jmodnas.cli.JModnas"));
    command.addAll(arguments);
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      while (process.isAlive() && checkpoints(run) < checkpoints + 2) {
        Thread.sleep(5);
      }
      new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      String said = Files.readString(log, StandardCharsets.UTF_8);
      assertThat(process.exitValue()).as(said).isEqualTo(status);
      if (status == 130) {
        assertThat(said).contains("jmodnas resume " + run);
      }
    } finally {
      process.destroyForcibly();
    }
  }

  /** What lets a program hear SIGINT where these tests run in the background, which ignores it. */
  private static List<String> hearingSignals() throws Exception {
    List<String> wrapper = List.of("env", "--default-signal=INT");
    List<String> probe = new ArrayList<>(wrapper);
    probe.add("true");
    Process process =
        new ProcessBuilder(probe).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return process.waitFor() == 0 ? wrapper : List.of();
  }

  /** Checkpoints that were ever written. */
  private static long checkpoints(Path run) throws IOException {
    if (!Files.exists(run.resolve("events.jsonl"))) {
      return 0;
    }
    try (Stream<String> lines = events(run).lines()) {
      return lines.filter(line -> line.contains("\"event\":\"checkpoint\"")).count();
    }
  }

  private static String events(Path run) throws IOException {
    return Files.readString(run.resolve("events.jsonl"));
  }

  private static String[] more() {
    return new String[] {
      "--steps", STEPS, "--warmup", "0.3", "--batch", "8", "--checkpoint-every", "0.01"
    };
  }
}
