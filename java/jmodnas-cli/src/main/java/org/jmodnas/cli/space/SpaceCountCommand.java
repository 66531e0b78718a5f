package org.jmodnas.cli.space;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.space.SearchSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas space count}. */
@Command(
    name = "count",
    description = "Print the number of architectures.",
    footer = {"", "Examples:", "  jmodnas space count"})
final class SpaceCountCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private SpaceOption space;
  @Mixin private FormatOption format;

  @Override
  public void run() {
    SearchSpace chosen = space.get();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("space", chosen.name());
    result.put("count", chosen.count());
    format.printer(spec.commandLine().getOut()).print("count", result);
  }
}
