package org.jmodnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java in the README compiles. */
final class ReadmeTest {
  private static final Path README = Path.of(System.getProperty("jmodnas.root"), "README.md");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\n(.*?)```");
  private static final List<String> IMPORTS =
      List.of(
          "java.nio.file.Path",
          "java.util.List",
          "org.jmodnas.hardware.*",
          "org.jmodnas.objective.*",
          "org.jmodnas.pareto.*",
          "org.jmodnas.sampling.*",
          "org.jmodnas.search.*",
          "org.jmodnas.space.nasbench201.*",
          "org.jmodnas.tensor.backend.*",
          "org.jmodnas.tensor.data.*");

  @TempDir Path folder;

  @Test
  void examplesCompile() throws IOException {
    List<String> examples =
        EXAMPLE.matcher(Files.readString(README)).results().map(match -> match.group(1)).toList();
    assertThat(examples).hasSize(2);
    for (String example : examples) {
      StringWriter messages = new StringWriter();
      boolean compiled =
          ToolProvider.getSystemJavaCompiler()
              .getTask(
                  messages,
                  null,
                  null,
                  List.of("-proc:none", "-d", folder.toString()),
                  null,
                  List.of(source(example)))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  private static JavaFileObject source(String example) {
    String imports =
        IMPORTS.stream().map(name -> "import " + name + ";\n").collect(Collectors.joining());
    String text = imports + "class Example { void run() throws Exception {\n" + example + "\n}}\n";
    return new SimpleJavaFileObject(
        URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
