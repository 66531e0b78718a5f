package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files in {@code docker} name exists, and they keep the usual rules for such files. */
final class ContainerFilesTest {
  private static final Path ROOT = Path.of(System.getProperty("jmodnas.root"));
  private static final Path FOLDER = ROOT.resolve("docker");
  private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(.+) \\S+$");
  private static final Pattern COPY_FROM =
      Pattern.compile("(?m)^COPY --from=(?:build|kernels) /src/(\\S+) \\S+$");
  private static final Pattern SCRIPT =
      Pattern.compile("(?m)^RUN .*?(?<= )(?:\\./)?(scripts/\\S+|mvnw)");
  private static final Pattern IMAGE = Pattern.compile("(?:FROM |COPY --from=)([\\w-]+[/:]\\S+)");
  private static final Pattern COMMAND = Pattern.compile("(?m)^    command: (\\[.+])$");

  @ParameterizedTest
  @ValueSource(strings = {"cpu.Dockerfile", "cuda.Dockerfile"})
  void whatAnImageIsBuiltFromExists(String file) throws IOException {
    String text = read(file);
    for (MatchResult copy : all(COPY, text)) {
      for (String path : copy.group(1).split(" ")) {
        assertThat(ROOT.resolve(path)).exists();
      }
    }
    assertThat(all(SCRIPT, text)).isNotEmpty();
    for (MatchResult script : all(SCRIPT, text)) {
      assertThat(ROOT.resolve(script.group(1))).isExecutable();
    }
    assertThat(all(COPY_FROM, text)).isNotEmpty();
    for (MatchResult made : all(COPY_FROM, text)) {
      String path = made.group(1).replaceAll("/(target|build)/.*", "");
      assertThat(ROOT.resolve(path)).exists();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu.Dockerfile", "cuda.Dockerfile"})
  void anImageKeepsTheRules(String file) throws IOException {
    String text = read(file);
    assertThat(all(IMAGE, text)).hasSizeGreaterThan(1);
    for (MatchResult image : all(IMAGE, text)) {
      assertThat(image.group(1)).as("pinned").matches(".+:\\d+\\.\\d+\\.\\d+[\\w.-]+");
    }
    assertThat(text).doesNotContainPattern("(?m)^ADD ").doesNotContain("sudo");
    assertThat(text.split("apt-get install", -1))
        .hasSameSizeAs(text.split("--no-install-recommends", -1))
        .hasSameSizeAs(text.split("rm -rf /var/lib/apt/lists", -1));
    assertThat(text).containsPattern("(?m)^USER (?!root)\\w+$");
    assertThat(text).containsPattern("(?m)^ENTRYPOINT \\[\"/opt/jmodnas/scripts/jmodnas\"]$");
    assertThat(all(Pattern.compile("(?m)^WORKDIR (\\S+)"), text))
        .isNotEmpty()
        .allMatch(folder -> folder.group(1).startsWith("/"));
  }

  @Test
  void servicesRunCommandsThatExist() throws IOException {
    String text = read("compose.yaml");
    for (MatchResult file : all(Pattern.compile("dockerfile: (\\S+)"), text)) {
      assertThat(ROOT.resolve(file.group(1))).isRegularFile();
    }
    List<String> checked = new ArrayList<>();
    for (MatchResult command : all(COMMAND, text)) {
      String[] words = words(command.group(1));
      // Throws where a command or option is unknown or one that is required is missing.
      JModnas.commandLine(InputStream.nullInputStream()).parseArgs(words);
      checked.add(words[0]);
    }
    assertThat(checked).hasSize(5).contains("search", "bench", "doctor");
  }

  private static String[] words(String json) {
    try {
      return new ObjectMapper().readValue(json, String[].class);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }

  private static List<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  private static String read(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }
}
