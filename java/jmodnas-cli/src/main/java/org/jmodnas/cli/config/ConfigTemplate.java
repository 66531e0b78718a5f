package org.jmodnas.cli.config;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** A configuration file with every key, its description and its default. */
final class ConfigTemplate {
  private static final String HEAD =
      """
      # yaml-language-server: $schema=config.schema.json
      # 'jmodnas config schema > config.schema.json' writes the schema that editors read.
      #
      # Every key has its default; null and [] are those that its description tells.
      # Keys can be left out. Relative paths are relative to the working directory.
      """;

  private static final int COLUMNS = 96;

  private final ConfigKeys keys;

  ConfigTemplate(ConfigKeys keys) {
    this.keys = keys;
  }

  /** The file as text. */
  String text() {
    StringBuilder text = new StringBuilder(HEAD);
    String section = "";
    OptionSpec described = null;
    for (ConfigKey key : keys.all()) {
      if (!key.section().equals(section)) {
        section = key.section();
        text.append("\n").append(section).append(":\n");
      } else if (section.isEmpty()) {
        text.append("\n");
      }
      String indent = section.isEmpty() ? "" : "  ";
      if (!key.option().equals(described)) {
        described = key.option();
        comment(text, indent, keys.description(key));
      }
      text.append(indent).append(key.name()).append(": ").append(value(key)).append("\n");
    }
    return text.toString();
  }

  private static void comment(StringBuilder text, String indent, String description) {
    int width = COLUMNS - indent.length();
    text.append(description.replaceAll("(.{1,%d})(\\s+|$)".formatted(width), indent + "# $1\n"));
  }

  private static String value(ConfigKey key) {
    String standard = key.standard();
    if (key.type() == KeyType.LIST) {
      return key.standardItems().stream()
          .map(ConfigTemplate::quoted)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return standard == null || key.type() != KeyType.TEXT
        ? String.valueOf(standard)
        : quoted(standard);
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
