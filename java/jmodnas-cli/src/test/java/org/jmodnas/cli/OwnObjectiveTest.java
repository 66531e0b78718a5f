package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jmodnas.objective.ArchitectureObjective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class of the how-to, compiled and searched for. */
final class OwnObjectiveTest {
  private static final Path HOW_TO =
      Path.of(System.getProperty("jmodnas.root"), "docs/how-to/your-own-objective.md");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\n(.*?)```");

  @TempDir Path folder;

  @Test
  void theExampleIsFoundByItsName() throws IOException {
    compile();
    Path run = folder.resolve("run");
    CommandRun search = withOwn(() -> search("params,depth", run));
    assertThat(search.errors()).isEmpty();
    List<String> front = SmallSearch.front(run);
    assertThat(front.get(0)).contains(",params,depth,");
    assertThat(front.subList(1, front.size()))
        .as("zero to three convolutions")
        .allMatch(row -> row.matches(".*,[0-3]\\.0,computed,(true|false)"));
    CommandRun profile =
        withOwn(() -> CommandRun.of("profile", run.toString(), "--rays", "4", "--format", "csv"));
    assertThat(profile.out().lines().toList()).isEqualTo(front);
    CommandRun without = CommandRun.of("profile", run.toString(), "--rays", "4");
    assertThat(without.status()).isEqualTo(2);
    assertThat(without.err()).contains("Unknown objective 'depth'").hasLineCount(1);
  }

  @Test
  void anObjectiveThatFailsIsNamedWithTheArchitecture() throws IOException {
    compile();
    Files.writeString(services(), "example.Missing\n");
    CommandRun broken = withOwn(() -> search("depth", folder.resolve("none")));
    assertThat(broken.status()).isEqualTo(2);
    assertThat(broken.err()).contains("example.Missing").hasLineCount(1);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  private static CommandRun search(String objectives, Path run) {
    return CommandRun.of(
        "search",
        "--objectives",
        objectives,
        "--steps",
        "1",
        "--rays",
        "4",
        "--channels",
        "2",
        "--predictor-steps",
        "10",
        "--output",
        run.toString());
  }

  private void compile() throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(HOW_TO));
    assertThat(example.find()).isTrue();
    StringWriter messages = new StringWriter();
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                messages,
                null,
                null,
                List.of("-proc:none", "-d", folder.toString()),
                null,
                List.of(source(example.group(1))))
            .call();
    assertThat(compiled).as(messages.toString()).isTrue();
    Files.createDirectories(services().getParent());
    Files.writeString(services(), "example.Depth\n");
  }

  private Path services() {
    return folder.resolve("META-INF/services").resolve(ArchitectureObjective.class.getName());
  }

  private interface Action {
    CommandRun run();
  }

  /** Runs {@code action} with what was compiled on the class path. */
  private CommandRun withOwn(Action action) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader own = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(own);
      return action.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static JavaFileObject source(String text) {
    return new SimpleJavaFileObject(
        URI.create("string:///example/Depth.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
