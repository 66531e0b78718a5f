package org.jmodnas.cli.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.tensor.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads settings from YAML text: one document, no anchors, every key known, every type right. */
final class ConfigReader {
  private static final int DEEPEST = 16;

  private final ConfigKeys keys;
  private final String source;

  /**
   * A reader of one text.
   *
   * @param source what messages call it
   */
  ConfigReader(ConfigKeys keys, String source) {
    this.keys = keys;
    this.source = source;
  }

  /**
   * What a whole configuration says, in its order.
   *
   * @throws ConfigurationException if it is none; the message has line and column
   */
  Map<ConfigKey, Setting> document(String text) {
    Map<ConfigKey, Setting> settings = new LinkedHashMap<>();
    parse(
        text,
        parser -> {
          if (parser.nextToken() == null) {
            throw new ConfigurationException(
                source + " is empty: expected keys; 'jmodnas config init' writes them all");
          }
          requireNoAnchor(parser);
          if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new ConfigurationException(
                "%s: expected keys such as 'data: fashion-mnist', got '%s'"
                    .formatted(origin(parser), parser.getText()));
          }
          mapping(parser, "", settings);
        });
    keys.requireOneOfAlternatives(settings);
    return settings;
  }

  /** What {@code text} says of {@code key} alone. */
  Setting value(ConfigKey key, String text) {
    List<Setting> read = new ArrayList<>();
    parse(
        text,
        parser -> {
          boolean empty = parser.nextToken() == null;
          read.add(empty ? new Setting(null, source) : setting(parser, key));
        });
    return read.get(0);
  }

  private interface Body {
    void read(YAMLParser parser) throws IOException;
  }

  private void parse(String text, Body body) {
    LoaderOptions limits = new LoaderOptions();
    limits.setNestingDepthLimit(DEEPEST);
    try (YAMLParser parser =
        YAMLFactory.builder().loaderOptions(limits).build().createParser(text)) {
      body.read(parser);
      if (parser.nextToken() != null) {
        throw new ConfigurationException(
            origin(parser) + ": expected one document, got another after '---'");
      }
    } catch (IOException | YAMLException e) {
      throw notYaml(e);
    }
  }

  private ConfigurationException notYaml(Exception failure) {
    if (failure.getCause() instanceof MarkedYAMLException marked
        && marked.getProblemMark() != null) {
      return notYaml(
          marked.getProblemMark().getLine() + 1,
          marked.getProblemMark().getColumn() + 1,
          marked.getProblem(),
          failure);
    }
    JsonLocation location =
        failure instanceof JsonProcessingException known ? known.getLocation() : null;
    String message =
        failure instanceof JsonProcessingException known
            ? known.getOriginalMessage()
            : failure.getMessage();
    return location == null
        ? new ConfigurationException("%s is not YAML: %s".formatted(source, message), failure)
        : notYaml(location.getLineNr(), location.getColumnNr(), message, failure);
  }

  private ConfigurationException notYaml(
      int line, int column, @Nullable String problem, Exception failure) {
    return new ConfigurationException(
        "%s, line %d, column %d, is not YAML: %s".formatted(source, line, column, problem),
        failure);
  }

  private void mapping(YAMLParser parser, String section, Map<ConfigKey, Setting> settings)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      requireNoAnchor(parser);
      String path = section.isEmpty() ? parser.currentName() : section + "." + parser.currentName();
      String origin = origin(parser);
      ConfigKey key = keys.at(path);
      boolean isSection = section.isEmpty() && keys.sections().contains(path);
      if (key == null && !isSection) {
        throw keys.unknown(origin, path);
      }
      parser.nextToken();
      if (key == null) {
        section(parser, path, settings);
      } else if (settings.put(key, setting(parser, key)) != null) {
        throw new ConfigurationException(
            "%s: key '%s' is there twice: leave one".formatted(origin, path));
      }
    }
  }

  /** The keys of a section; one of which all keys are commented out is empty. */
  private void section(YAMLParser parser, String path, Map<ConfigKey, Setting> settings)
      throws IOException {
    requireNoAnchor(parser);
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      mapping(parser, path, settings);
    } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
      throw new ConfigurationException(
          "%s: '%s' is a section with keys below it, got '%s'"
              .formatted(origin(parser), path, parser.getText()));
    }
  }

  private Setting setting(YAMLParser parser, ConfigKey key) throws IOException {
    requireNoAnchor(parser);
    String origin = origin(parser);
    ValueCheck check = new ValueCheck(key, origin);
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return new Setting(null, origin);
    }
    if (token == JsonToken.START_OBJECT) {
      throw check.wrong("keys");
    }
    if (token != JsonToken.START_ARRAY) {
      return new Setting(check.scalar(token, parser.getText()), origin);
    }
    if (key.type() != KeyType.LIST) {
      throw check.wrong("a list");
    }
    List<String> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      requireNoAnchor(parser);
      items.add(check.item(parser.currentToken(), parser.getText()));
    }
    return new Setting(items.isEmpty() ? null : String.join(",", items), origin);
  }

  /** Anchors would let few lines stand for endless ones, and nothing here needs them. */
  private void requireNoAnchor(YAMLParser parser) throws IOException {
    if (parser.getObjectId() != null || parser.isCurrentAlias()) {
      throw new ConfigurationException(
          origin(parser) + ": anchors and aliases are not allowed: write the value out");
    }
  }

  private String origin(YAMLParser parser) {
    return "%s, line %d".formatted(source, parser.currentTokenLocation().getLineNr());
  }
}
