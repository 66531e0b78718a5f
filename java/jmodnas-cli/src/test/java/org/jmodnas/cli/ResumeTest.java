package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches in processes of their own that are killed and go on. */
final class ResumeTest {
  private static final String STEPS = "120";

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

  @TempDir Path folder;
  private Path table;
  private Path expected;

  @BeforeEach
  void searchWithoutInterruption() throws IOException {
    table = SmallSearch.table(folder);
    expected = folder.resolve("expected");
    CommandRun search = SmallSearch.search(table, expected, more());
    assertThat(search.err()).isEmpty();
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
    assertThat(end.err()).isEmpty();
    assertThat(end.status()).isZero();
    for (String file : SAME) {
      assertThat(run.resolve(file)).as(file).hasSameBinaryContentAs(expected.resolve(file));
    }
    assertThat(events(run)).contains("\"event\":\"finished\"");
    CommandRun again = CommandRun.of("resume", run.toString());
    assertThat(again.status()).isZero();
    assertThat(again.out()).contains("finished");
  }

  /** Lets a command take a few steps, then signals it. */
  private void interrupt(List<String> arguments, Path run, String signal, int status)
      throws Exception {
    long checkpoints = checkpoints(run);
    List<String> command =
        new ArrayList<>(
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
