package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.io.SafetensorsFile;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands train, evaluate and export on a run of moments over images of 8×8 pixels. */
final class TrainCommandTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final int IMAGES = 60;
  private static final int SIDE = 8;

  @TempDir static Path shared;
  private static String data;
  private static Path searched;

  @TempDir Path folder;

  @BeforeAll
  static void searchOnce() throws IOException {
    data = "idx:" + images(shared) + "," + labels(shared);
    searched = shared.resolve("run");
    CommandRun run =
        SmallSearch.search(
            SmallSearch.table(shared),
            searched,
            "--data",
            data,
            "--steps",
            "2",
            "--batch",
            "8",
            "--network",
            "cells=1,channels=2");
    assertThat(run.status()).as(run.err()).isZero();
    Files.writeString(
        searched.resolve("front.csv"),
        "point,device,error_weight,latency_weight,arch,error,latency,non_dominated\n"
            + point(1, "a", 9930, 0.1, 9, true)
            + point(2, "a", 55, 0.5, 1, true)
            + point(3, "b", 55, 0.5, 2, true)
            + point(4, "b", 431, 0.9, 9, false));
  }

  private static String point(
      int number, String device, int index, double error, double latency, boolean kept) {
    return "%d,%s,0.5,0.5,%s,%s,%s,%s%n"
        .formatted(number, device, SPACE.architecture(index), error, latency, kept);
  }

  @Test
  void aTrainedNetworkIsExported() throws Exception {
    Path out = folder.resolve("trained");
    CommandRun train = train("9930", out, "--epochs", "2", "--test", data, "--format", "json");
    assertThat(train.status()).as(train.err()).isZero();
    assertThat(train.err()).hasLineCount(2).contains("epoch 2 of 2: loss ", "validation");
    assertThat(train.out()).contains("\"test_accuracy\" : ", SPACE.architecture(9930).toString());
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder("model.safetensors", "training.csv", "training.json");
    byte[] model = Files.readAllBytes(out.resolve("model.safetensors"));
    CommandRun again = train("9930", out, "--epochs", "2", "--test", data);
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("not empty", "'--resume'").hasLineCount(1);
    CommandRun resumed = train("9930", out, "--epochs", "2", "--test", data, "--resume");
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(out.resolve("model.safetensors")).hasBinaryContent(model);

    Path onnx = folder.resolve("net.onnx");
    Path weights = folder.resolve("net.safetensors");
    String[] export = {
      "export",
      out.toString(),
      "--onnx",
      onnx.toString(),
      "--weights",
      weights.toString(),
      "--input",
      "raw"
    };
    CommandRun exported = CommandRun.of(export);
    assertThat(exported.status()).as(exported.err()).isZero();
    assertThat(exported.out()).contains("trained from scratch", onnx.toString());
    assertThat(weights).hasBinaryContent(model);
    assertThat(scores(onnx, 2)).hasDimensions(2, 3);
    CommandRun refused = CommandRun.of(export);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("exists", "'--force'").hasLineCount(1);
    List<String> forced = new ArrayList<>(List.of(export));
    forced.add("--force");
    assertThat(CommandRun.of(forced.toArray(String[]::new)).status()).isZero();
  }

  private static float[][] scores(Path onnx, int batch) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(onnx.toString());
        OnnxTensor images =
            OnnxTensor.createTensor(
                environment,
                ByteBuffer.wrap(new byte[batch * SIDE * SIDE]),
                new long[] {batch, 1, SIDE, SIDE},
                OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of("images", images))) {
      return (float[][]) result.get("logits").orElseThrow().getValue();
    }
  }

  @Test
  void pointsOfARunAreEvaluatedAndExported() throws IOException {
    Path run = copyOfTheRun();
    CommandRun supernet = export(run + "#3", "supernet.safetensors");
    assertThat(supernet.status()).as(supernet.err()).isZero();
    assertThat(supernet.out()).contains("supernet", "20 batches");

    String[] options = {"--top", "2", "--epochs", "1", "--format", "csv"};
    CommandRun evaluated = evaluate(run, options);
    assertThat(evaluated.status()).as(evaluated.err()).isZero();
    assertThat(evaluated.err()).contains("point 1, epoch 1 of 1", "point 2, epoch 1 of 1");
    List<String> rows = Files.readAllLines(run.resolve("evaluated.csv"));
    assertThat(rows).hasSize(1 + 3);
    assertThat(rows.get(1)).startsWith("1,a,9930,").endsWith(",points/1/model.safetensors");
    assertThat(rows.get(2)).startsWith("2,a,55,").endsWith(",points/2/model.safetensors");
    assertThat(rows.get(3)).startsWith("3,b,55,").endsWith(",points/2/model.safetensors");
    CommandRun again = evaluate(run, options);
    assertThat(again.err()).as("nothing is trained twice").isEmpty();
    assertThat(again.out()).isEqualTo(evaluated.out());
    assertThat(Files.readAllLines(run.resolve("evaluated.csv"))).isEqualTo(rows);
    CommandRun other = evaluate(run, "--top", "2", "--epochs", "2");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("epochs '1', got '2'").hasLineCount(1);
    CommandRun forced = evaluate(run, "--top", "1", "--epochs", "2", "--device", "a", "--force");
    assertThat(forced.status()).as(forced.err()).isZero();
    assertThat(Files.readString(run.resolve("evaluated.csv"))).contains(",2,1,", ",1,1,");

    CommandRun trained = export(run + "#3", "trained.safetensors");
    assertThat(trained.out()).contains("trained from scratch, epoch 1 of 1");
    assertThat(folder.resolve("trained.safetensors"))
        .hasBinaryContent(Files.readAllBytes(run.resolve("points/2/model.safetensors")));
    assertThat(SafetensorsFile.read(folder.resolve("supernet.safetensors")))
        .hasSameSizeAs(SafetensorsFile.read(folder.resolve("trained.safetensors")));
  }

  @Test
  void aPointOfARunIsTrainedOnItsImages() throws IOException {
    Path out = folder.resolve("point");
    CommandRun train =
        CommandRun.of(
            "train",
            searched + "#2",
            "--out",
            out.toString(),
            "--epochs",
            "1",
            "--batch",
            "16",
            "--ema",
            "0.9",
            "--label-smoothing",
            "0.1",
            "--validation",
            "0");
    assertThat(train.status()).as(train.err()).isZero();
    assertThat(train.err()).hasLineCount(1).doesNotContain("validation");
    assertThat(Files.readString(out.resolve("training.json")))
        .contains("60 and 0 held out", SPACE.architecture(55).toString())
        .contains("\"cells\" : \"1\"", "\"channels\" : \"2\"");
  }

  @Test
  void badInputIsOneLine() throws IOException {
    Path full = Files.createDirectories(folder.resolve("full"));
    Files.writeString(full.resolve("precious"), "x");
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path none = folder.resolve("none");
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("model.safetensors"), "x");
    for (CommandRun bad :
        List.of(
            CommandRun.of("train", "9930"),
            train("9930", full),
            train("9930", full, "--resume"),
            train("9930", file),
            train("15625", none),
            train("9930,55", none),
            train("|none~0|", none),
            train(searched + "#9", none),
            train(searched + "#x", none),
            train(folder + "#1", none),
            train("9930", none, "--epochs", "0"),
            train("9930", none, "--channels", "0"),
            train("9930", none, "--batch", "4096"),
            train("9930", none, "--shards", "3"),
            train("9930", none, "--validation", "1"),
            train("9930", none, "--ema", "1"),
            train("9930", none, "--label-smoothing", "-1"),
            train("9930", none, "--learning-rate", "NaN"),
            train("9930", none, "--threads", "0"),
            train("9930", none, "--data", "folder:missing"),
            train("9930", none, "--test", "fashion-mnist"),
            evaluate(folder),
            evaluate(searched, "--device", "c"),
            evaluate(searched, "--top", "0"),
            CommandRun.of("export", searched + "#1"),
            CommandRun.of("export", searched + "#8", "--onnx", none.toString()),
            CommandRun.of("export", "missing", "--onnx", none.toString()),
            CommandRun.of("export", full.toString(), "--onnx", none.toString()),
            CommandRun.of("export", broken.toString(), "--onnx", none.toString()),
            CommandRun.of("export", searched + "#1", "--onnx", folder.toString()),
            CommandRun.of("export", searched + "#1", "--onnx", "missing/net.onnx"),
            CommandRun.of("export", searched + "#1", "--onnx", none.toString(), "--batch", "-1"),
            CommandRun.of(
                "export", searched + "#1", "--onnx", none.toString(), "--input", "png"))) {
      assertThat(bad.status()).as(bad.err()).isEqualTo(2);
      assertThat(bad.err()).startsWith("error: ").hasLineCount(1);
      assertThat(none).doesNotExist();
    }
    assertThat(full.toFile().list()).containsExactly("precious");
    assertThat(searched.resolve("points")).doesNotExist();
    assertThat(searched.resolve("evaluated.csv")).doesNotExist();
  }

  private static CommandRun train(String source, Path out, String... more) {
    return with(List.of("train", source, "--out", out.toString()), more);
  }

  private static CommandRun evaluate(Path run, String... more) {
    return with(List.of("evaluate", run.toString()), more);
  }

  /** Adds what keeps a training small, where a test does not give it itself. */
  private static CommandRun with(List<String> command, String... more) {
    List<String> arguments = new ArrayList<>(command);
    String[] defaults = {
      "--data", data, "--cells", "1", "--channels", "2", "--batch", "16", "--validation", "0.2"
    };
    for (int i = 0; i < defaults.length; i += 2) {
      if (!List.of(more).contains(defaults[i])) {
        arguments.addAll(List.of(defaults[i], defaults[i + 1]));
      }
    }
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private CommandRun export(String source, String weights) {
    return CommandRun.of("export", source, "--weights", folder.resolve(weights).toString());
  }

  private Path copyOfTheRun() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("run"));
    for (String name : List.of("config.yaml", "model.safetensors", "front.csv")) {
      Files.copy(searched.resolve(name), copy.resolve(name));
    }
    return copy;
  }

  private static Path images(Path folder) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(16 + IMAGES * SIDE * SIDE);
    bytes.putInt(0x803).putInt(IMAGES).putInt(SIDE).putInt(SIDE);
    Philox random = new Philox(1, 0);
    while (bytes.hasRemaining()) {
      bytes.put((byte) random.nextInt());
    }
    return Files.write(folder.resolve("images.idx"), bytes.array());
  }

  private static Path labels(Path folder) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 + IMAGES).putInt(0x801).putInt(IMAGES);
    for (int i = 0; i < IMAGES; i++) {
      bytes.put((byte) (i % 3));
    }
    return Files.write(folder.resolve("labels.idx"), bytes.array());
  }
}
