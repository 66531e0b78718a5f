package org.jmodnas.cli.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The keys of a command's configuration. */
public final class ConfigKeys {
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z0-9-]*");

  private final Map<String, ConfigKey> keys = new LinkedHashMap<>();
  private final Set<String> sections = new LinkedHashSet<>();
  private final List<Set<String>> alternatives;

  /**
   * Keys for options of {@code command}.
   *
   * @param options the name of the option for each path; one that takes {@code NAME=VALUE} stands
   *     behind a key for every name
   * @param alternatives paths of which only one can be given
   */
  public ConfigKeys(
      CommandSpec command, Map<String, String> options, List<Set<String>> alternatives) {
    this.alternatives = List.copyOf(alternatives);
    options.forEach(
        (path, option) -> {
          ConfigKey key = new ConfigKey(path, command.findOption(option));
          keys.put(path, key);
          if (!key.section().isEmpty()) {
            sections.add(key.section());
          }
        });
  }

  /** All keys, in order. */
  public Collection<ConfigKey> all() {
    return keys.values();
  }

  /** The sections, in order. */
  Set<String> sections() {
    return sections;
  }

  /** The paths of the keys of a section. */
  List<String> in(String section) {
    return keys.values().stream()
        .filter(key -> key.section().equals(section))
        .map(ConfigKey::path)
        .toList();
  }

  /** The key at {@code path}; null if there is none. */
  @Nullable ConfigKey at(String path) {
    return keys.get(path);
  }

  /** The help of the key's option, with keys in place of the options that it names. */
  String description(ConfigKey key) {
    return OPTION
        .matcher(key.description())
        .replaceAll(match -> Matcher.quoteReplacement(named(match.group())));
  }

  private String named(String option) {
    return keys.values().stream()
        .filter(key -> List.of(key.option().names()).contains(option))
        .findFirst()
        .map(key -> key.isPart() ? key.section() : key.path())
        .orElse(option);
  }

  /** Says that {@code path} is unknown and what may be meant. */
  ConfigurationException unknown(String origin, String path) {
    List<String> known = new ArrayList<>(keys.keySet());
    known.addAll(sections);
    List<String> meant = Suggestions.of(path, known);
    return new ConfigurationException(
        "%s: unknown key '%s'%s"
            .formatted(
                origin,
                path,
                meant.isEmpty()
                    ? ": expected one of " + List.copyOf(keys.keySet())
                    : "; did you mean '" + String.join("' or '", meant) + "'?"));
  }

  /** Puts {@code upper} above {@code lower}: its settings win, also by being an alternative. */
  void override(Map<ConfigKey, Setting> lower, Map<ConfigKey, Setting> upper) {
    upper.forEach(
        (key, setting) -> {
          if (setting.text() != null) {
            dropAlternatives(lower, key);
          }
        });
    lower.putAll(upper);
  }

  /** Drops from {@code settings} what cannot be given beside {@code key}. */
  void dropAlternatives(Map<ConfigKey, Setting> settings, ConfigKey key) {
    for (Set<String> paths : alternatives) {
      if (paths.contains(key.path())) {
        settings.keySet().removeIf(other -> paths.contains(other.path()) && !other.equals(key));
      }
    }
  }

  /** Refuses alternatives that stand side by side in {@code settings}. */
  void requireOneOfAlternatives(Map<ConfigKey, Setting> settings) {
    for (Set<String> paths : alternatives) {
      List<ConfigKey> given =
          settings.keySet().stream()
              .filter(key -> paths.contains(key.path()))
              .filter(key -> settings.get(key).text() != null)
              .toList();
      if (given.size() > 1) {
        ConfigKey last = given.get(given.size() - 1);
        throw new ConfigurationException(
            "%s: '%s' and '%s' stand in place of each other: give one"
                .formatted(settings.get(last).origin(), given.get(0).path(), last.path()));
      }
    }
  }
}
