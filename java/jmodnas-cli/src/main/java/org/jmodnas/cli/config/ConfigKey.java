package org.jmodnas.cli.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A key of a configuration, and the option that it stands for.
 *
 * @param path names of its section and its own, with a dot between, such as {@code search.steps}
 * @param option what checks and describes it
 */
public record ConfigKey(String path, OptionSpec option) {
  /** A default that a system property can change. */
  private static final Pattern LOOKUP = Pattern.compile("\\$\\{[^}]*:-([^}]*)}");

  /** The section, empty for keys of the top level. */
  String section() {
    return path.substring(0, Math.max(path.indexOf('.'), 0));
  }

  /** The name within the section. */
  String name() {
    return path.substring(path.indexOf('.') + 1);
  }

  KeyType type() {
    return KeyType.of(option.typeInfo());
  }

  /** Whether it is one part of an option that has several, {@code NAME=VALUE}. */
  boolean isPart() {
    return option.typeInfo().isMap();
  }

  /** The texts that it may have, where they are few; else none. */
  List<String> choices() {
    if (option.completionCandidates() == null) {
      return List.of();
    }
    return StreamSupport.stream(option.completionCandidates().spliterator(), false)
        .map(choice -> choice.toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }

  /** What the option has without being given, as text; null where that depends on others. */
  @Nullable String standard() {
    String text = option.defaultValue();
    if (text == null) {
      return type() == KeyType.SWITCH ? "false" : null;
    }
    Matcher lookup = LOOKUP.matcher(text);
    return lookup.matches() ? lookup.group(1) : text;
  }

  /** The items of a list's default. */
  List<String> standardItems() {
    String standard = standard();
    return standard == null ? List.of() : List.of(standard.split(","));
  }

  /** The help of the option, in one line. */
  String description() {
    String standard = standard();
    return String.join(" ", option.description())
        .replace("${DEFAULT-VALUE}", standard == null ? "none" : standard)
        .replace("${COMPLETION-CANDIDATES}", String.join(", ", choices()));
  }
}
