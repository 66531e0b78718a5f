package org.jmodnas.cli.config;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.io.AtomicFile;
import org.jmodnas.tensor.io.FileFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas config init}. */
@Command(
    name = "init",
    description = "Write a configuration file with every key, its description and its default.",
    footer = {"", "Examples:", "  jmodnas config init search.yaml", "  jmodnas config init | less"})
final class ConfigInitCommand implements Callable<Integer> {
  private final Configurable configurable;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "New file; without, the configuration is printed.")
  private @Nullable Path file;

  ConfigInitCommand(Configurable configurable) {
    this.configurable = configurable;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    String text = new ConfigTemplate(configurable.keys()).text();
    if (file == null) {
      out.print(text);
    } else {
      write(file, text);
      out.printf("Configuration '%s' written: edit it, then 'jmodnas search -c %s'%n", file, file);
    }
    out.flush();
    return 0;
  }

  private static void write(Path file, String text) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.exists(file)) {
      throw new ConfigurationException(
          "'%s' exists: name a new file; nothing was changed".formatted(file));
    }
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new ConfigurationException(
          "'%s' cannot be written: expected a folder that exists and can be written to, got '%s'"
              .formatted(file, folder));
    }
    try {
      AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new JModnasException(
          "'%s' cannot be written: %s".formatted(file, FileFailure.reason(e)), e);
    }
  }
}
