package org.jmodnas.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.run.Manifest.Status;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a run: its log, its growing tables, its manifest and its lock. */
final class RunFilesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private RunFolder run;

  @BeforeEach
  void create() {
    run = RunFolder.create(folder.resolve("run"));
  }

  @Test
  void eventsAreLinesAndThoseOfLaterStepsCanBeDropped() throws IOException {
    EventLog log = new EventLog(run, CLOCK);
    log.dropAfter(3);
    assertThat(log.read()).isEmpty();
    log.add("started", Map.of("step", 0));
    log.add("progress", progress(2, Double.NaN));
    log.add("progress", progress(4, 0.5));
    assertThat(Files.readAllLines(run.file(EventLog.FILE)))
        .element(1)
        .isEqualTo(
            "{\"time\":\"2026-01-02T03:04:05.678Z\",\"event\":\"progress\",\"step\":2,\"validation\":null}");
    Files.writeString(run.file(EventLog.FILE), "{\"time\":\"20", StandardOpenOption.APPEND);
    assertThat(log.read()).as("without the line that was cut off").hasSize(3);
    log.dropAfter(3);
    log.add("resumed", Map.of("step", 3));
    assertThat(log.read())
        .extracting(event -> event.path("event").asText())
        .containsExactly("started", "progress", "resumed");
  }

  @Test
  void aDamagedLineOfTheLogIsNamed() throws IOException {
    EventLog log = new EventLog(run, CLOCK);
    Files.writeString(run.file(EventLog.FILE), "{}\nnonsense\n{}\n");
    assertThatThrownBy(log::read)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("events.jsonl", "line 2", "nonsense");
  }

  @Test
  void tablesGrowAndShrink() throws IOException {
    StepTable table = new StepTable(run, "t.csv");
    table.dropAfter(1);
    table.append(List.of());
    assertThat(run.file("t.csv")).doesNotExist();
    table.append(List.of(row(1, "a", 0.5), row(1, "b", Double.NaN)));
    table.append(List.of(row(10, "c", null)));
    assertThat(Files.readString(run.file("t.csv")))
        .isEqualTo("step,device,value\n1,a,0.5\n1,b,\n10,c,\n");
    table.dropAfter(9);
    assertThat(Files.readString(run.file("t.csv"))).isEqualTo("step,device,value\n1,a,0.5\n1,b,\n");
    Files.writeString(run.file("t.csv"), "step,device\n1,a\nx,b\n");
    assertThatThrownBy(() -> table.dropAfter(1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("t.csv", "line 3", "'x,b'");
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
    run.write("mine.txt", "mine");
    assertThatThrownBy(() -> RunFolder.create(run.path()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("not empty");
    assertThat(Files.readString(run.file("mine.txt"))).isEqualTo("mine");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> RunFolder.create(file.resolve("run")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be made");
    assertThatThrownBy(() -> RunFolder.open(folder, "config.yaml"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("no run", "config.yaml");
    assertThatThrownBy(() -> run.write("gone/x", "x"))
        .isInstanceOf(JModnasException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void aRunIsOfOneProcess() {
    try (RunLock lock = RunLock.of(run)) {
      assertThatThrownBy(() -> RunLock.of(run))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("in use");
    }
    RunLock.of(run).close();
  }

  @Test
  void theManifestIsReadAsItWasWritten() throws IOException {
    Path table = Files.writeString(folder.resolve("t.csv"), "abc");
    Manifest manifest =
        new Manifest(
            "0.1",
            List.of("search", "--seed", "1"),
            1,
            Status.running,
            "2026-01-02T03:04:05Z",
            null,
            0,
            List.of(),
            Manifest.Java.here(),
            Manifest.Machine.here("a processor"),
            new Manifest.Computation("cpu", "oneDNN", 2),
            new Manifest.Data("fashion-mnist", 10, "28x28x1", 10, "ff"),
            List.of(Manifest.Table.of(table)),
            List.of(new Manifest.Objective("latency", null, "less")),
            0.9);
    assertThat(manifest.tables().get(0).sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    manifest.write(run);
    assertThat(Manifest.read(run)).isEqualTo(manifest);
    Manifest resumed = manifest.resumed("later", new Manifest.Computation("cpu", "", 4));
    Manifest ended = resumed.ended(Status.finished, "last", 12.5);
    ended.write(run);
    assertThat(Manifest.read(run)).isEqualTo(ended);
    assertThat(ended.resumed()).containsExactly("later");
    Files.writeString(run.file(Manifest.FILE), "{\"jmodnas\": 1}");
    assertThatThrownBy(() -> Manifest.read(run))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("manifest.json");
  }

  private static Map<String, Object> progress(int step, double validation) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("step", step);
    fields.put("validation", validation);
    return fields;
  }

  private static Map<String, Object> row(int step, String device, Double value) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("step", step);
    row.put("device", device);
    row.put("value", value);
    return row;
  }
}
