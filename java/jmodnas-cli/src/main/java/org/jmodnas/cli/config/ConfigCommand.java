package org.jmodnas.cli.config;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The group {@code jmodnas config}. */
@Command(
    name = "config",
    description = {
      "The configuration file of 'jmodnas search': write one, resolve one, describe its keys.",
      "Options of a search win over '--set', which wins over the file."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas config init search.yaml",
      "  jmodnas config show -c search.yaml --set search.epochs=50",
      "  jmodnas config show runs/first",
      "  jmodnas config schema > config.schema.json",
      "  jmodnas search -c search.yaml --output runs/first"
    })
public final class ConfigCommand {
  private ConfigCommand() {}

  /** The group with its commands, for the configuration of {@code configurable}. */
  public static CommandLine of(Configurable configurable) {
    return new CommandLine(new ConfigCommand())
        .addSubcommand(new ConfigInitCommand(configurable))
        .addSubcommand(new ConfigShowCommand(configurable))
        .addSubcommand(new ConfigSchemaCommand(configurable));
  }
}
