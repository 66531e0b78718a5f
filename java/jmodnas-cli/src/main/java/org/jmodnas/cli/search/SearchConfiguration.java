package org.jmodnas.cli.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmodnas.cli.config.ConfigKeys;
import org.jmodnas.cli.config.ConfigOptions;
import org.jmodnas.cli.config.Configurable;
import org.jmodnas.tensor.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The configuration of {@code jmodnas search}. */
public final class SearchConfiguration implements Configurable {
  @Override
  public ConfigKeys keys() {
    return SearchKeys.of(CommandSpec.forAnnotatedObject(new SearchCommand()));
  }

  @Override
  public String resolved(ConfigOptions given) {
    SearchCommand search = new SearchCommand();
    // A search needs a folder, though none is touched before it begins.
    List<String> arguments = new ArrayList<>(List.of("--output", "."));
    arguments.addAll(given.arguments());
    try {
      new CommandLine(search)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .parseArgs(arguments.toArray(String[]::new));
      return RunConfig.text(search.plan().options());
    } catch (ParameterException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  @Override
  public String stored(Path run) {
    return RunConfig.text(RunDirectory.open(run).options());
  }
}
