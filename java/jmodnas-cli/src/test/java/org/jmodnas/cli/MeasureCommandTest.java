package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiny networks, timed too shortly to be a measurement: what is written, never how long. */
final class MeasureCommandTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

  /** What a test does not give itself. */
  private static final List<String> DEFAULTS =
      List.of("--cells=1", "--channels=2", "--image=8", "--seconds-per-architecture=0.01");

  /** In per cent; no clock tells so small a part of a run. */
  private static final String UNREACHABLE = "--tolerance=1e-9";

  @TempDir Path folder;

  @Test
  void aMeasuredDeviceIsProfiled() throws IOException {
    Path run = folder.resolve("run");
    CommandRun search =
        CommandRun.of(
            "search",
            "--steps",
            "1",
            "--devices",
            "gtx_1080ti_1,v100_sxm2_64",
            "--output",
            run.toString(),
            "--rays",
            "2",
            "--channels",
            "2",
            "--predictor-steps",
            "5");
    assertThat(search.status()).as(search.err()).isZero();
    Path file = folder.resolve("latency.csv");
    CommandRun measure = measure(file, "--references", "--device", "here", "--allow-noise");
    assertThat(measure.err()).isEmpty();
    assertThat(measure.status()).isZero();
    CommandRun profile =
        CommandRun.of(
            "profile",
            run.toString(),
            "--device",
            "here",
            "--metrics",
            file.toString(),
            "--rays",
            "2",
            "--format",
            "csv");
    assertThat(profile.status()).as(profile.err()).isZero();
    assertThat(profile.out()).contains("here,").contains("predicted from measured");
  }

  @Test
  void circumstancesAreRecorded() throws IOException {
    Path file = folder.resolve("latency.csv");
    CommandRun measure =
        measure(file, UNREACHABLE, "--allow-noise", "--batch", "3", "--backend", "cpu");
    assertThat(measure.status()).as(measure.err()).isZero();
    MetricTable table = MetricTableReader.read(file, SPACE);
    String device = table.devices().get(0);
    assertThat(table.devices()).hasSize(1);
    assertThat(device).as("the batch tells devices apart").endsWith("_3");
    JsonNode record = record("latency.json", 0);
    assertThat(record.path("device").asText()).isEqualTo(device);
    assertThat(record.path("backend").asText()).isEqualTo("cpu");
    assertThat(record.path("network").path("batch").asInt()).isEqualTo(3);
    assertThat(record.path("noise")).hasSizeGreaterThanOrEqualTo(10);
    for (String name : List.of("date", "clock", "cpu", "java", "load_average_before", "threads")) {
      assertThat(record.has(name)).as(name).isTrue();
    }
    List<Integer> indices = new ArrayList<>();
    for (JsonNode row : record.path("architectures")) {
      int index = row.path("index").asInt();
      indices.add(index);
      assertThat(row.path("median_ms").asDouble()).isEqualTo(table.value(device, index));
      assertThat(row.path("mad_ms").isNumber()).isTrue();
      assertThat(row.path("stable").asBoolean()).isFalse();
    }
    assertThat(indices).isEqualTo(ReferenceDevices.ARCHITECTURES);
  }

  @Test
  void noiseIsNoMeasurement() {
    CommandRun measure = measure(folder.resolve("latency.csv"), UNREACHABLE);
    assertThat(measure.status()).isEqualTo(1);
    assertThat(measure.err()).contains("noise", "'--allow-noise'").hasLineCount(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void tablesGrow() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "index,phone\n9,007.5\n");
    String[] first = {"--append", "--allow-noise", "--device", "here", "--architectures", "9,55"};
    assertThat(measure(file, first).status()).isZero();
    String before = MetricTableReader.read(file, SPACE).value("here", 9) + "";
    assertThat(file).content().contains("\n9,007.5," + before + "\n").contains("\n55,,");
    String[] second = {"--append", "--allow-noise", "--device", "here", "--sample", "3"};
    assertThat(measure(file, second).status()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(1 + 2 + 3).contains("9,007.5," + before);
    assertThat(record("t.json", 1).path("architectures")).hasSize(3);
    assertThat(measure(file, second).err()).contains("nothing to measure", "'here'");
    CommandRun larger =
        measure(
            file,
            "--append",
            "--allow-noise",
            "--device",
            "here",
            "--architectures",
            "7",
            "--batch",
            "2");
    assertThat(larger.status()).isEqualTo(2);
    assertThat(larger.err()).contains("network", "--device").hasLineCount(1);
    assertThat(Files.readAllLines(file)).hasSize(6);
  }

  @Test
  void architecturesAreReadFromAFile() throws IOException {
    Path list =
        Files.writeString(folder.resolve("list.txt"), "9\n\n" + SPACE.architecture(55) + "\n9\n");
    Path file = folder.resolve("t.csv");
    CommandRun measure = measure(file, "--allow-noise", "--architectures", list.toString());
    assertThat(measure.status()).as(measure.err()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(3);
  }

  @Test
  void aBundleIsWritten() {
    Path bundle = folder.resolve("bundle");
    CommandRun run =
        CommandRun.of(
            "measure",
            "--bundle",
            bundle.toString(),
            "--architectures",
            "9,431",
            "--cells",
            "1",
            "--channels",
            "2",
            "--image",
            "8");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(bundle.toFile().list())
        .containsExactlyInAnyOrder("9.onnx", "431.onnx", "latency.csv", "README.md");
  }

  @Test
  void badInputIsOneLine() throws IOException {
    Path full = Files.writeString(folder.resolve("full.csv"), "index,a\n1,1\n");
    Path broken = Files.writeString(folder.resolve("broken.csv"), "index,a\n1,fast\n");
    Path damaged = Files.writeString(folder.resolve("damaged.csv"), "index,a\n1,1\n");
    Files.writeString(folder.resolve("damaged.json"), "{");
    Path other = Files.writeString(folder.resolve("other.csv"), "index,a\n1,1\n");
    Files.writeString(folder.resolve("other.json"), "[]");
    Path out = folder.resolve("none.csv");
    for (CommandRun bad :
        List.of(
            CommandRun.of("measure"),
            CommandRun.of("measure", "--out", out.toString(), "--bundle", "b"),
            CommandRun.of("measure", "--bundle", folder.toString()),
            CommandRun.of("measure", "--bundle", "b", "--append"),
            CommandRun.of("measure", "--bundle", "b", "--allow-noise"),
            CommandRun.of("measure", "--bundle", "b", "--tolerance", "3"),
            measure(full),
            measure(broken, "--append"),
            measure(damaged, "--append"),
            measure(other, "--append"),
            measure(folder.resolve("missing/none.csv")),
            measure(out, "--device", "two words"),
            measure(out, "--device", "index"),
            measure(out, "--architectures", "15625"),
            measure(out, "--architectures", "99999999999"),
            measure(out, "--architectures", "|none~0|"),
            measure(out, "--architectures", ","),
            measure(out, "--sample", "0"),
            measure(out, "--sample", "15626"),
            measure(out, "--sample", "1", "--references"),
            measure(out, "--batch", "0"),
            measure(out, "--image", "10"),
            measure(out, "--cells", "0"),
            measure(out, "--channels", "-1"),
            measure(out, "--tolerance", "0"),
            measure(out, "--tolerance", "NaN"),
            measure(out, "--seconds-per-architecture", "-1"),
            measure(out, "--backend", "tpu"))) {
      assertThat(bad.status()).as(bad.err()).isEqualTo(2);
      assertThat(bad.err()).startsWith("error: ").hasLineCount(1);
      assertThat(out).doesNotExist();
    }
    assertThat(full).hasContent("index,a\n1,1\n");
  }

  private CommandRun measure(Path file, String... more) {
    List<String> arguments = new ArrayList<>(List.of("measure", "--out", file.toString()));
    for (String option : DEFAULTS) {
      if (List.of(more).stream().noneMatch(option.split("=")[0]::equals)) {
        arguments.add(option);
      }
    }
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private JsonNode record(String name, int number) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name).toFile()).at("/measurements/" + number);
  }
}
