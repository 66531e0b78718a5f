package org.jmodnas.cli.space;

import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.space.SearchSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas space encode}. */
@Command(
    name = "encode",
    description = "Print the choices of an architecture, one number for each decision.",
    footer = {
      "",
      "Examples:",
      "  jmodnas space encode '|none~0|+|none~0|none~1|+|none~0|none~1|none~2|'"
    })
final class SpaceEncodeCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private SpaceOption space;
  @Mixin private FormatOption format;

  @Parameters(paramLabel = "ARCH", description = "Canonical string of the architecture.")
  private String architecture;

  @Override
  public void run() {
    SearchSpace chosen = space.get();
    format
        .printer(spec.commandLine().getOut())
        .print(
            ArchitectureResult.CHOICES, ArchitectureResult.of(chosen, chosen.parse(architecture)));
  }
}
