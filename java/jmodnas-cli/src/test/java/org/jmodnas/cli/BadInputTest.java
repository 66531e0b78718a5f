package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jmodnas.run.RunFolder;
import org.jmodnas.run.RunLock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Whatever a user gives: one line that says what to do, a documented status, nothing lost. */
final class BadInputTest {
  /** {@code @name} is a file of the fixture, {@code @{file:damage}} a damaged run. */
  private static final Pattern PLACE = Pattern.compile("@\\{([^:}]+):([^}]+)}|@(?=[a-z])");

  private static final String TINY = " --cells=1 --channels=2 --batch=4";

  private static final Map<String, String> SMALL =
      Map.of(
          "search",
          " --devices=a,b --rays=4 --channels=2 --predictor-steps=20 --steps=2 --batch=8 --data=idx:@images,@labels",
          "profile",
          " --rays=4",
          "transfer",
          " --rays=4",
          "compare",
          " --methods=random --evaluations=4 --seeds=1 --out=@new",
          "train",
          TINY + " --epochs=1 --out=@new --data=idx:@images,@labels",
          "evaluate",
          TINY + " --epochs=1 --top=1 --data=idx:@images,@labels",
          "measure",
          " --cells=1 --channels=2",
          "proxy",
          TINY + " --metrics=synflow --data=idx:@images,@labels --out=@new.csv");

  @TempDir static Path folder;
  private static BadInputFixture fixture;

  @BeforeAll
  static void makeFiles() throws IOException {
    fixture = BadInputFixture.in(folder);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "bad-input.txt", delimiterString = "=>", quoteCharacter = '`')
  void isOneLineAndChangesNothing(String command, String said, ArgumentsAccessor all)
      throws IOException {
    int status = all.size() > 2 ? all.getInteger(2) : ExitStatus.USAGE;
    List<String> words = words(command);
    String input =
        words.contains("<") ? Files.readString(Path.of(words.remove(words.indexOf("<") + 1))) : "";
    words.remove("<");
    Map<String, String> before = fixture.snapshot();
    CommandRun run = CommandRun.withInput(input, words.toArray(String[]::new));
    assertOneLine(run, status);
    for (String part : said.split(" & ")) {
      assertThat(run.err()).contains(placed(part));
    }
    assertThat(fixture.snapshot()).isEqualTo(before);
  }

  private static void assertOneLine(CommandRun run, int status) {
    assertThat(run.status()).as(run.err()).isEqualTo(status);
    List<String> lines = run.err().lines().filter(line -> !line.startsWith("warning: ")).toList();
    assertThat(lines)
        .hasSize(1)
        .first()
        .asString()
        .startsWith("error: ")
        .doesNotContain("internal ", "Exception", "java.", "\tat ", "null");
  }

  @Test
  void aRunInUseIsLeftAlone() throws IOException {
    Path run = fixture.damaged("report.html", "locked");
    Map<String, String> before = fixture.snapshot();
    try (RunLock lock = RunLock.of(RunFolder.open(run, "config.yaml"))) {
      CommandRun resume = CommandRun.of("resume", run.toString());
      assertOneLine(resume, ExitStatus.USAGE);
      assertThat(resume.err()).contains(run.toString(), "in use", "Wait for it");
    }
    assertThat(fixture.snapshot()).isEqualTo(before);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFullDiskLosesNothing() throws Exception {
    Path run = fixture.damaged("front.csv", "missing");
    Files.delete(run.resolve("model.safetensors"));
    Path checkpoint = run.resolve("checkpoints/step-0000002/tensors.safetensors");
    byte[] state = Files.readAllBytes(checkpoint);
    Path err = folder.resolve("err");
    // The model does not fit in half of its size; what native libraries unpack does.
    long blocks = Files.size(folder.resolve("run/model.safetensors")) / 2 / 512;
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f " + blocks + "; exec \"$@\"",
                "sh",
                java,
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                JModnas.class.getName(),
                "resume",
                run.toString())
            .redirectError(err.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertOneLine(
        new CommandRun(process.exitValue(), "", Files.readString(err)), ExitStatus.FAILED);
    assertThat(Files.readString(err)).contains(run.toString(), "cannot be written", "make room");
    assertThat(checkpoint).hasBinaryContent(state);
    CommandRun resumed = CommandRun.of("resume", run.toString());
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(run.resolve("front.csv"))
        .hasSameBinaryContentAs(folder.resolve("run").resolve("front.csv"));
  }

  /** The words of a command line, with what keeps it small where it does not say otherwise. */
  private static List<String> words(String command) throws IOException {
    List<String> words = new ArrayList<>();
    String small = SMALL.getOrDefault(command.split(" ")[0], "");
    for (String word : command.split(" ")) {
      words.add(placed(word));
    }
    for (String word : small.strip().split(" ")) {
      String option = word.replaceFirst("=.*", "");
      if (!word.isEmpty()
          && words.stream().noneMatch(w -> w.equals(option) || w.startsWith(option + "="))) {
        words.add(placed(word));
      }
    }
    return words;
  }

  private static String placed(String text) throws IOException {
    StringBuilder placed = new StringBuilder();
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      String path =
          matcher.group(1) == null
              ? folder + "/"
              : fixture.damaged(matcher.group(1), matcher.group(2)).toString();
      matcher.appendReplacement(placed, Matcher.quoteReplacement(path));
    }
    return matcher.appendTail(placed).toString();
  }
}
