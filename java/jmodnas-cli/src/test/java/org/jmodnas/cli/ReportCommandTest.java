package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jmodnas report}. */
final class ReportCommandTest {
  @TempDir private Path run;

  @BeforeEach
  void beginRun() throws IOException {
    Files.writeString(run.resolve("events.jsonl"), "{\"event\":\"started\",\"steps\":10}\n");
  }

  @Test
  void writesTheReportIntoTheRun() {
    CommandRun report = CommandRun.of("report", run.toString());
    assertThat(report.status()).isZero();
    assertThat(report.out()).isEqualTo(run.resolve("report.html") + "\n");
    assertThat(run.resolve("report.html")).content().contains("Not there yet");
  }

  @Test
  void writesItElsewhere(@TempDir Path elsewhere) {
    Path file = elsewhere.resolve("first.html");
    assertThat(CommandRun.of("report", run.toString(), "--out", file.toString()).status()).isZero();
    assertThat(file).exists();
    assertThat(run.resolve("report.html")).doesNotExist();
  }

  @Test
  void whatIsNoRunIsRefused(@TempDir Path empty) {
    CommandRun absent = CommandRun.of("report", empty.resolve("absent").toString());
    assertThat(absent.status()).isEqualTo(2);
    assertThat(absent.err()).startsWith("error: ").contains("absent").hasLineCount(1);
    assertThat(CommandRun.of("report", empty.toString()).err()).contains("is no folder of a run");
    assertThat(CommandRun.of("report", empty.toString(), "--serve").status()).isEqualTo(2);
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() {
    String folder = run.toString();
    assertThat(CommandRun.of("report", folder, "--port", "80").err()).contains("'--serve'");
    assertThat(CommandRun.of("report", folder, "--serve", "--out", "x.html").err())
        .contains("'--out'");
    assertThat(CommandRun.of("report", folder, "--serve", "--port", "65536").err())
        .contains("0 … 65535, got '65536'");
    assertThat(CommandRun.of("report", folder, "--serve", "--port", "-1").status()).isEqualTo(2);
  }

  @Test
  void servesItUntilItIsInterrupted() throws Exception {
    AtomicInteger status = new AtomicInteger(-1);
    try (PipedWriter pipe = new PipedWriter();
        BufferedReader console = new BufferedReader(new PipedReader(pipe))) {
      Thread command =
          new Thread(
              () ->
                  status.set(
                      JModnas.commandLine(new ByteArrayInputStream(new byte[0]))
                          .setErr(new PrintWriter(Writer.nullWriter()))
                          .setOut(new PrintWriter(pipe))
                          .execute("report", run.toString(), "--serve")));
      command.start();
      String address = console.readLine().split(" ")[1];
      try (InputStream page = URI.create(address).toURL().openStream()) {
        assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8))
            .contains("JModNAS report");
      }
      command.interrupt();
      command.join();
    }
    assertThat(status).hasValue(130);
  }

  @Test
  void helpEndsWithExamples() {
    assertThat(CommandRun.of("report", "--help").out())
        .contains("Examples:", "jmodnas report runs/first --serve");
  }
}
