package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What someone does first, with the scripts and nothing else: clone, quickstart, look at the
 * report, export a point of a front, run it in another runtime, compare what is measured.
 */
final class FirstStepsTest {
  private static final Path ROOT = Path.of(System.getProperty("jmodnas.root"));
  private static final int RUNS = 30;

  @TempDir Path folder;
  private Path clone;

  @Test
  void fromACloneToANetworkInAnotherRuntime() throws Exception {
    clone = folder.resolve("clone");
    copyOfWhatAGitCloneWouldHave();
    String said =
        run("scripts/quickstart", "--steps", "40", "--predictor-steps", "100", "--rays", "8");
    Path run = onlyEntry(clone.resolve("runs"));
    String relative = clone.relativize(run).toString();
    assertThat(said).contains("Report: " + relative, "Fronts: " + relative);
    openReport(run.resolve("report.html"));

    List<String> front = Files.readAllLines(run.resolve("front.csv"));
    List<String> header = List.of(front.get(0).split(","));
    String[] first = front.get(1).split(",");
    String point = first[header.indexOf("point")];
    run("scripts/jmodnas", "export", relative + "#" + point, "--onnx", "net.onnx");
    double exported = medianMilliseconds(clone.resolve("net.onnx"));

    run(
        "scripts/jmodnas",
        "measure",
        "--out",
        "here.csv",
        "--device",
        "here",
        "--architectures",
        first[header.indexOf("index")],
        "--cells",
        "1",
        "--channels",
        "8",
        "--image",
        "28",
        "--seconds-per-architecture",
        "2",
        // Whatever else this machine does meanwhile is no fault of the path.
        "--allow-noise");
    String measured = Files.readAllLines(clone.resolve("here.csv")).get(1);
    double own = Double.parseDouble(measured.substring(measured.lastIndexOf(',') + 1));
    System.out.printf(
        "Point %s: %.3f ms here, %.3f ms in ONNX Runtime, one thread each.%n",
        point, own, exported);
    assertThat(own).isPositive();
    assertThat(exported).isPositive();
  }

  /** Tracked files and new ones, as they are now. */
  private void copyOfWhatAGitCloneWouldHave() throws Exception {
    Process git =
        new ProcessBuilder(
                "git", "-C", ROOT.toString(), "ls-files", "-co", "--exclude-standard", "-z")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String listed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(git.waitFor() == 0, "this is no git checkout, so there is nothing to clone");
    for (String name : listed.split("\0")) {
      Path from = ROOT.resolve(name);
      if (Files.isRegularFile(from)) {
        Path to = clone.resolve(name);
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
        if (Files.isExecutable(from)) {
          assertThat(to.toFile().setExecutable(true)).isTrue();
        }
      }
    }
  }

  private String run(String... command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.set(0, clone.resolve(command[0]).toString());
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(clone.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(400, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(log);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private static Path onlyEntry(Path parent) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      List<Path> all = entries.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  /** The page as a browser has it after its scripts ran, where there is a browser. */
  private void openReport(Path report) throws Exception {
    assertThat(report).content().contains("gtx_1080ti_1");
    Path chromium = Path.of("/usr/bin/chromium");
    if (!Files.isExecutable(chromium)) {
      System.out.println("The report is not opened: there is no " + chromium);
      return;
    }
    Path page = folder.resolve("page.html");
    Process browser =
        new ProcessBuilder(
                chromium.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--user-data-dir=" + folder.resolve("browser"),
                "--virtual-time-budget=5000",
                "--dump-dom",
                report.toUri().toString())
            .redirectOutput(page.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(page)).as("charts were drawn").contains("_echarts_instance_=");
  }

  /** Median of runs on one thread, on one random image. */
  private static double medianMilliseconds(Path onnx) throws OrtException {
    Philox random = new Philox(1, 1);
    float[] image = new float[28 * 28];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    try (OrtSession session = environment.createSession(onnx.toString(), options);
        OnnxTensor images =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(image), new long[] {1, 1, 28, 28})) {
      double[] milliseconds = new double[RUNS];
      for (int i = 0; i < RUNS; i++) {
        long start = System.nanoTime();
        try (OrtSession.Result result = session.run(Map.of("images", images))) {
          milliseconds[i] = (System.nanoTime() - start) / 1e6;
          float[][] logits = (float[][]) result.get(0).getValue();
          assertThat(logits[0]).hasSize(10);
          for (float logit : logits[0]) {
            assertThat(logit).isFinite();
          }
        }
      }
      Arrays.sort(milliseconds);
      return milliseconds[RUNS / 2];
    }
  }
}
