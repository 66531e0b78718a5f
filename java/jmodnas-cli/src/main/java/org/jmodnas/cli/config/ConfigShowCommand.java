package org.jmodnas.cli.config;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas config show}. */
@Command(
    name = "show",
    description = {
      "Print a resolved configuration: every key with the value that a search would have.",
      "Data and tables are read and checked on the way, as the search does it."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas config show",
      "  jmodnas config show -c search.yaml --set devices=[raspi4,pixel3]",
      "  jmodnas config show runs/first"
    })
final class ConfigShowCommand implements Callable<Integer> {
  private final Configurable configurable;

  @Spec private CommandSpec spec;

  @Mixin private ConfigOptions given = new ConfigOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "The output folder of a search, to print what that had.")
  private @Nullable Path run;

  ConfigShowCommand(Configurable configurable) {
    this.configurable = configurable;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (run != null && !given.arguments().isEmpty()) {
      throw new ConfigurationException(
          "'%s' has its configuration: give it or '--config' and '--set', not both".formatted(run));
    }
    out.print(run == null ? configurable.resolved(given) : configurable.stored(run));
    out.flush();
    return 0;
  }
}
