package org.jmodnas.cli.space;

import java.util.regex.Pattern;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas space index}. */
@Command(
    name = "index",
    description = "Print the official index of an architecture, or the architecture at an index.",
    footer = {
      "",
      "Examples:",
      "  jmodnas space index 9930",
      "  jmodnas space index '|none~0|+|none~0|none~1|+|none~0|none~1|none~2|'"
    })
final class SpaceIndexCommand implements Runnable {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  @Spec private CommandSpec spec;
  @Mixin private SpaceOption space;
  @Mixin private FormatOption format;

  @Parameters(
      paramLabel = "ARCH|NUMBER",
      description = "Canonical string of an architecture, or its index from 0.")
  private String wanted;

  @Override
  public void run() {
    SearchSpace chosen = space.get();
    boolean byIndex = NUMBER.matcher(wanted).matches();
    Architecture architecture = byIndex ? chosen.architecture(index(chosen)) : chosen.parse(wanted);
    format
        .printer(spec.commandLine().getOut())
        .print(
            byIndex ? ArchitectureResult.ARCHITECTURE : ArchitectureResult.INDEX,
            ArchitectureResult.of(chosen, architecture));
  }

  private int index(SearchSpace chosen) {
    try {
      return Integer.parseInt(wanted);
    } catch (NumberFormatException tooLarge) {
      throw new ConfigurationException(
          "Expected an index below %d, got '%s'.".formatted(chosen.count(), wanted), tooLarge);
    }
  }
}
