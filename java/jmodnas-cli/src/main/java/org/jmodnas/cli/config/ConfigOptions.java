package org.jmodnas.cli.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/**
 * The options that read a configuration. What the command line says wins over {@code --set}, which
 * wins over the file, which wins over the defaults of the options.
 */
public final class ConfigOptions {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "YAML file with the options, as 'jmodnas config init' writes it and as a run keeps it; "
              + "options given beside it win.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A key of the file, such as search.steps=50; wins over it; may be repeated.")
  private List<String> settings = List.of();

  private final Map<ConfigKey, Setting> applied = new LinkedHashMap<>();

  /** The same options, for another command line. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (file != null) {
      arguments.addAll(List.of("--config", file.toString()));
    }
    settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return arguments;
  }

  /**
   * Reads the configuration and parses the command line again, with what it says as defaults of the
   * options of {@code command}.
   *
   * @throws ConfigurationException if a key or its value cannot be used
   */
  public void apply(CommandSpec command, ConfigKeys keys) {
    if (file == null && settings.isEmpty()) {
      return;
    }
    Map<ConfigKey, Setting> read = read(keys);
    ParseResult given = command.commandLine().getParseResult();
    for (ConfigKey key : keys.all()) {
      if (given.hasMatchedOption(key.option())) {
        keys.dropAlternatives(read, key);
        if (!key.isPart()) {
          read.remove(key);
        }
      }
    }
    command.defaultValueProvider(new ConfigDefaults(read));
    CommandLine program = command.root().commandLine();
    program.parseArgs(program.getParseResult().originalArgs().toArray(String[]::new));
    keys.all().stream()
        .filter(ConfigKey::isPart)
        .filter(key -> given.hasMatchedOption(key.option()))
        .forEach(key -> addPart(key, read.get(key)));
    applied.clear();
    applied.putAll(read);
  }

  private Map<ConfigKey, Setting> read(ConfigKeys keys) {
    Map<ConfigKey, Setting> read = new LinkedHashMap<>();
    if (file != null) {
      read.putAll(new ConfigReader(keys, "'%s'".formatted(file)).document(ConfigFile.read(file)));
    }
    Map<ConfigKey, Setting> set = new LinkedHashMap<>();
    for (String text : settings) {
      int equals = text.indexOf('=');
      String path = equals < 0 ? text : text.substring(0, equals).strip();
      String source = "'--set %s'".formatted(text);
      ConfigKey key = keys.at(path);
      if (key == null) {
        throw keys.sections().contains(path)
            ? new ConfigurationException(
                "%s: '%s' is a section: set one of its keys, %s"
                    .formatted(source, path, keys.in(path)))
            : keys.unknown(source, path);
      }
      if (equals < 0) {
        throw new ConfigurationException(source + ": expected KEY=VALUE");
      }
      set.put(key, new ConfigReader(keys, source).value(key, text.substring(equals + 1)));
    }
    keys.requireOneOfAlternatives(set);
    keys.override(read, set);
    return read;
  }

  /** The command line has some parts of an option; this one is added unless it is among them. */
  private static void addPart(ConfigKey key, @Nullable Setting setting) {
    ArgSpec option = key.option();
    if (setting == null || setting.text() == null) {
      return;
    }
    Map<Object, Object> parts = new LinkedHashMap<>();
    Map<?, ?> given = Objects.requireNonNull(option.getValue());
    parts.putAll(given);
    parts.putIfAbsent(key.name(), Integer.valueOf(setting.text()));
    option.setValue(parts);
  }

  /** {@code refusal} of an option's value, with the key and place where that was configured. */
  public ConfigurationException explained(ConfigurationException refusal) {
    List<String> places = new Refusal(String.valueOf(refusal.getMessage())).places(applied);
    return places.isEmpty()
        ? refusal
        : new ConfigurationException(
            "%s (%s)".formatted(refusal.getMessage(), String.join("; ", places)), refusal);
  }
}
