package org.jmodnas.cli.config;

import java.util.Set;
import picocli.CommandLine.Model.ITypeInfo;

/** What values a key has. */
enum KeyType {
  /** True or false. */
  SWITCH("true or false", "boolean"),
  /** An integer. */
  WHOLE("a whole number", "integer"),
  /** Any finite number. */
  NUMBER("a number", "number"),
  /** Text. */
  TEXT("text", "string"),
  /** A list of texts. */
  LIST("a list of texts such as [a, b]", "array");

  private final String words;
  private final String schema;

  KeyType(String words, String schema) {
    this.words = words;
    this.schema = schema;
  }

  /** The type of what an option takes; of a map, that of its values. */
  static KeyType of(ITypeInfo option) {
    if (option.isCollection()) {
      return LIST;
    }
    Class<?> type =
        option.isMap() ? option.getAuxiliaryTypeInfos().get(1).getType() : option.getType();
    if (Set.of(boolean.class, Boolean.class).contains(type)) {
      return SWITCH;
    }
    if (Set.of(int.class, Integer.class, long.class, Long.class).contains(type)) {
      return WHOLE;
    }
    return Set.of(double.class, Double.class).contains(type) ? NUMBER : TEXT;
  }

  /** For messages. */
  String words() {
    return words;
  }

  /** The name of the type in a JSON schema. */
  String schema() {
    return schema;
  }
}
