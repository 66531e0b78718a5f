package org.jmodnas.cli.space;

import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.space.SearchSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas space decode}. */
@Command(
    name = "decode",
    description = "Print the architecture with these choices.",
    footer = {"", "Examples:", "  jmodnas space decode 3,3,0,1,2,4"})
final class SpaceDecodeCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private SpaceOption space;
  @Mixin private FormatOption format;

  @Parameters(
      arity = "1",
      split = ",",
      paramLabel = "CHOICES",
      hideParamSyntax = true,
      description = "One number for each decision, separated by commas.")
  private int[] choices;

  @Override
  public void run() {
    SearchSpace chosen = space.get();
    format
        .printer(spec.commandLine().getOut())
        .print(
            ArchitectureResult.ARCHITECTURE, ArchitectureResult.of(chosen, chosen.decode(choices)));
  }
}
