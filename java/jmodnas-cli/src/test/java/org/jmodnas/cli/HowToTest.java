package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jmodnas.cli.docs.Page;
import org.jmodnas.cli.docs.ShellLine;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command in the README and in the how-tos, run in a folder with the files that they name.
 * What takes long is made short by {@link #ADDED} and {@link #LOWERED}; else the commands are those
 * of the pages.
 */
final class HowToTest {
  private static final Path ROOT = Path.of(System.getProperty("jmodnas.root"));
  private static final String PROGRAM = "scripts/jmodnas";

  /** Lines that are not run, and why. */
  private static final Map<String, String> NOT_RUN =
      Map.ofEntries(
          Map.entry("scripts/quickstart.*", "FirstStepsTest runs it"),
          Map.entry("scripts/test.*", "this test is part of it"),
          Map.entry("./mvnw .*", "it builds what is tested"),
          Map.entry("scripts/fetch-nvidia-libraries.*", "NvidiaLibrariesScriptTest runs it"),
          Map.entry("export LD_LIBRARY_PATH=.*", "it names what that fetches"),
          Map.entry(".*--backend cuda.*", "it needs a GPU"),
          Map.entry(".* data fetch .*", "it downloads; DataCommandTest runs it on a local server"),
          Map.entry(".* report .*--serve", "it runs until Ctrl-C; ReportCommandTest runs it"),
          Map.entry(
              "(JMODNAS_CLASSPATH=own|javac|mkdir -p own|echo example.Depth) .*",
              "it needs the packaged jars; OwnObjectiveTest compiles and runs the same"),
          Map.entry("duckdb .*", "another program"));

  /** What a program prints. */
  private static final Pattern PRINTED =
      Pattern.compile("(error|warning): .*|Interrupted after .*");

  /** Options that join those of commands that match, where a page does not give them. */
  private static final Map<String, List<String>> ADDED =
      Map.of(
          "search .*",
          List.of(
              "--data cifar10:data/cifar-10-batches-bin",
              "--steps 2",
              "--batch 32",
              "--channels 2",
              "--metric-model sum",
              "--rays 4",
              "--evaluations 20"),
          "(profile|transfer) .*",
          List.of("--rays 4"),
          "compare .*",
          List.of("--evaluations 12", "--seeds 2"),
          "measure .*",
          List.of("--cells 1", "--channels 2", "--image 8"),
          "measure --out .*",
          List.of("--seconds-per-architecture 0.01", "--allow-noise"),
          "(train|evaluate) .*",
          List.of("--epochs 1", "--cells 1", "--channels 2", "--batch 32"),
          "bench step .*",
          List.of("--batch 4", "--iters 1", "--devices 2"));

  /** Numbers that take the place of larger ones. */
  private static final Map<String, String> LOWERED =
      Map.of(
          "--evaluations", "12",
          "--seeds", "2",
          "--sample", "3",
          "--image", "8",
          "--rays", "4",
          "--epochs", "1",
          "--channels", "2");

  /** Folders that pages begin with, where they do not make them themselves. */
  private static final List<String> MADE = List.of("runs/first", "trained");

  @TempDir private static Path fixtures;
  @TempDir private static Path sandbox;
  private static CommandServer server;

  @BeforeAll
  static void searchOnce() throws IOException {
    HowToFixtures.write(fixtures, new Philox(1, 1));
    refill("");
    server = new CommandServer(sandbox);
    String search = "search --data cifar10:data/cifar-10-batches-bin --output runs/first";
    String devices = " --metrics latency=latency.csv --devices raspi4,pixel3";
    jmodnas(PROGRAM + " " + search + devices, Optional.empty());
    jmodnas(PROGRAM + " train 9930 --data fashion-mnist --out trained", Optional.empty());
    for (String made : MADE) {
      copy(sandbox.resolve(made), fixtures.resolve(made));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> howTos = Files.list(ROOT.resolve("docs/how-to"))) {
      List<Path> pages = new ArrayList<>(howTos.sorted().toList());
      pages.add(ROOT.resolve("README.md"));
      pages.add(ROOT.resolve("docs/file-formats.md"));
      return pages.stream().map(ROOT::relativize);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandRuns(Path page) throws Exception {
    List<Page.Line> lines = Page.shell(ROOT.resolve(page));
    refill(Files.readString(ROOT.resolve(page)));
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).text();
      String next = i + 1 < lines.size() ? lines.get(i + 1).text() : "";
      if (!PRINTED.matcher(text).matches() && NOT_RUN.keySet().stream().noneMatch(text::matches)) {
        try {
          run(text, next.startsWith("error: ") ? Optional.of(next) : Optional.empty());
        } catch (AssertionError e) {
          throw new AssertionError(page + ":" + lines.get(i).number() + ": " + text, e);
        }
      }
    }
  }

  @Test
  void whatIsNotRunIsThere() throws IOException {
    List<String> all = new ArrayList<>();
    for (Path page : pages().toList()) {
      Page.shell(ROOT.resolve(page)).forEach(line -> all.add(line.text()));
    }
    for (String pattern : NOT_RUN.keySet()) {
      assertThat(all).anyMatch(line -> line.matches(pattern));
    }
  }

  private static void run(String text, Optional<String> error) throws Exception {
    if (text.startsWith(PROGRAM)) {
      jmodnas(text, error);
      return;
    }
    Process shell =
        new ProcessBuilder("sh", "-c", text)
            .directory(sandbox.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).as(said).isZero();
  }

  private static void jmodnas(String text, Optional<String> error) throws IOException {
    ShellLine line = ShellLine.parse(text);
    String input =
        line.input().isEmpty() ? "" : Files.readString(sandbox.resolve(line.input().get()));
    long start = System.nanoTime();
    CommandRun run = server.run(input, shortened(line.words().subList(1, line.words().size())));
    System.out.printf("%6.2f s  %s%n", (System.nanoTime() - start) / 1e9, text);
    if (error.isPresent()) {
      assertThat(run.status()).isNotZero();
      assertThat(run.err().replaceAll("[\\d.]+", "0"))
          .contains(error.get().replaceAll("[\\d.]+", "0"));
    } else {
      assertThat(run.status()).as(run.err()).isZero();
    }
    if (line.output().isPresent()) {
      Files.writeString(sandbox.resolve(line.output().get()), run.out());
    }
  }

  /** The same command in less time. */
  private static List<String> shortened(List<String> words) {
    List<String> shorter = new ArrayList<>(words);
    LOWERED.forEach(
        (option, value) -> {
          int at = shorter.indexOf(option);
          if (at >= 0 && shorter.get(at + 1).matches("\\d+")) {
            shorter.set(at + 1, value);
          }
        });
    ADDED.forEach(
        (command, options) -> {
          if (String.join(" ", words).matches(command)) {
            options.stream()
                .map(option -> List.of(option.split(" ")))
                .filter(option -> !words.contains(option.get(0)))
                .forEach(shorter::addAll);
          }
        });
    return shorter;
  }

  /** The fixtures alone, without runs that {@code page} makes itself. */
  private static void refill(String page) throws IOException {
    try (Stream<Path> old = Files.list(sandbox)) {
      for (Path path : old.toList()) {
        delete(path);
      }
    }
    copy(fixtures, sandbox);
    for (String folder : MADE) {
      if (page.matches("(?s).*--out(put)? " + folder + "\\s.*")) {
        delete(sandbox.resolve(folder));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
