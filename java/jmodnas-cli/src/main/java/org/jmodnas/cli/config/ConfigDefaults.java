package org.jmodnas.cli.config;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;

/** Settings as the defaults of the options that their keys stand for. */
final class ConfigDefaults implements IDefaultValueProvider {
  private final Map<ConfigKey, Setting> settings;

  ConfigDefaults(Map<ConfigKey, Setting> settings) {
    this.settings = settings;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec option) {
    String text =
        settings.entrySet().stream()
            .filter(entry -> entry.getKey().option().equals(option))
            .filter(entry -> entry.getValue().text() != null)
            .map(entry -> text(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(","));
    // Doubled, or it would begin a variable.
    return text.isEmpty() ? null : text.replace("$", "$$");
  }

  private static String text(ConfigKey key, Setting setting) {
    return key.isPart() ? key.name() + "=" + setting.text() : String.valueOf(setting.text());
  }
}
