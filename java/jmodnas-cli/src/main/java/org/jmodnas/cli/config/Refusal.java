package org.jmodnas.cli.config;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What refuses a value knows its option or its parameter and quotes the value, but not where it was
 * configured.
 */
record Refusal(String message) {
  /** Where the settings are that the message is most likely about. */
  List<String> places(Map<ConfigKey, Setting> settings) {
    Predicate<Map.Entry<ConfigKey, Setting>> option = entry -> quotes(name(entry.getKey()));
    Predicate<Map.Entry<ConfigKey, Setting>> parameter =
        entry -> quotes(parameter(entry.getKey().name()));
    Predicate<Map.Entry<ConfigKey, Setting>> value =
        entry -> quotes(String.valueOf(entry.getValue().text()));
    return Stream.of(option, parameter.and(value), value)
        .map(about -> places(settings, about))
        .filter(places -> !places.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static List<String> places(
      Map<ConfigKey, Setting> settings, Predicate<Map.Entry<ConfigKey, Setting>> about) {
    return settings.entrySet().stream()
        .filter(entry -> entry.getValue().text() != null)
        .filter(about)
        .map(entry -> entry.getKey().path() + " in " + entry.getValue().origin())
        .toList();
  }

  private boolean quotes(String text) {
    return message.contains("'" + text + "'");
  }

  private static String name(ConfigKey key) {
    return key.option().longestName();
  }

  /** The name of a key as a record's component. */
  private static String parameter(String name) {
    String[] words = name.split("-");
    StringBuilder joined = new StringBuilder(words[0]);
    for (String word : List.of(words).subList(1, words.length)) {
      joined.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return joined.toString();
  }
}
