package org.jmodnas.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** The JSON schema (draft 2020-12) of a configuration. */
final class ConfigSchema {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  /** Without commas, which would make two items of one. */
  private static final String ITEM = "^[^,]*[^,\\s][^,]*$";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConfigKeys keys;

  ConfigSchema(ConfigKeys keys) {
    this.keys = keys;
  }

  /** The schema as text. */
  String text() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators).withObjectIndenter(lines);
    try {
      return JSON.writer(printer).writeValueAsString(schema()) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode schema() {
    ObjectNode schema = JSON.createObjectNode().put("$schema", DRAFT);
    schema.put("title", "Configuration of jmodnas search");
    schema.put("type", "object").put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    for (ConfigKey key : keys.all()) {
      describe(key, in(key, properties).putObject(key.name()));
    }
    return schema;
  }

  /** The properties of the section of {@code key}, which is made with its first key. */
  private static ObjectNode in(ConfigKey key, ObjectNode properties) {
    if (key.section().isEmpty()) {
      return properties;
    }
    if (properties.get(key.section()) instanceof ObjectNode section) {
      return section.withObjectProperty("properties");
    }
    ObjectNode section = properties.putObject(key.section());
    section.putArray("type").add("object").add("null");
    section.put("additionalProperties", false);
    return section.putObject("properties");
  }

  private void describe(ConfigKey key, ObjectNode node) {
    node.put("description", keys.description(key));
    node.putArray("type").add(key.type().schema()).add("null");
    if (key.type() == KeyType.LIST) {
      node.putObject("items").put("type", "string").put("pattern", ITEM);
    }
    if (!key.choices().isEmpty()) {
      ArrayNode choices = node.putArray("enum");
      key.choices().forEach(choices::add);
      choices.addNull();
    }
    String standard = key.standard();
    switch (key.type()) {
      case LIST -> {
        ArrayNode items = node.putArray("default");
        key.standardItems().forEach(items::add);
      }
      case SWITCH -> node.put("default", Boolean.valueOf(standard));
      case WHOLE -> node.put("default", standard == null ? null : Long.valueOf(standard));
      case NUMBER -> node.put("default", standard == null ? null : Double.valueOf(standard));
      case TEXT -> node.put("default", standard);
    }
  }
}
