package org.jmodnas.cli.config;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas config schema}. */
@Command(
    name = "schema",
    description = "Print the JSON schema (draft 2020-12) of the configuration, for editors.",
    footer = {"", "Examples:", "  jmodnas config schema > config.schema.json"})
final class ConfigSchemaCommand implements Callable<Integer> {
  private final Configurable configurable;

  @Spec private CommandSpec spec;

  ConfigSchemaCommand(Configurable configurable) {
    this.configurable = configurable;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(new ConfigSchema(configurable.keys()).text());
    out.flush();
    return 0;
  }
}
