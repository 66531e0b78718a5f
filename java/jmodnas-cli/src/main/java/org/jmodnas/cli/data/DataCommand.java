package org.jmodnas.cli.data;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The group {@code jmodnas data}. */
@Command(
    name = "data",
    description = "Images for a search: what they are, and where to get some.",
    footer = {
      "",
      "Examples:",
      "  jmodnas data check folder:photos@64",
      "  jmodnas data fetch cifar10 --out data"
    })
public final class DataCommand {
  private DataCommand() {}

  /** The group with its commands, which can fetch {@code archives}. */
  public static CommandLine over(List<PublishedArchive> archives) {
    return new CommandLine(new DataCommand())
        .addSubcommand(new DataCheckCommand())
        .addSubcommand(new DataFetchCommand(archives));
  }
}
