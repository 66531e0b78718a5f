package org.jmodnas.cli.config;

import com.fasterxml.jackson.core.JsonToken;
import java.math.BigInteger;
import java.util.List;
import org.jmodnas.tensor.ConfigurationException;

/** Checks scalars of a configuration against the types of their keys. */
final class ValueCheck {
  private final ConfigKey key;
  private final String origin;

  ValueCheck(ConfigKey key, String origin) {
    this.key = key;
    this.origin = origin;
  }

  /** The value as the option takes it. */
  String scalar(JsonToken token, String text) {
    return switch (key.type()) {
      case SWITCH -> require(token.isBoolean(), text);
      case WHOLE -> whole(require(token == JsonToken.VALUE_NUMBER_INT, text));
      case NUMBER -> number(require(token.isNumeric(), text));
      case TEXT -> choice(require(token == JsonToken.VALUE_STRING, text));
      case LIST -> throw wrong("'" + text + "'");
    };
  }

  /** An item of a list; a comma would make two of it. */
  String item(JsonToken token, String text) {
    require(token == JsonToken.VALUE_STRING, text);
    if (text.isBlank() || text.indexOf(',') >= 0) {
      throw new ConfigurationException(
          "%s: an item of '%s' is not empty and has no comma, got '%s'"
              .formatted(origin, key.path(), text));
    }
    return text;
  }

  /** Says that the value is {@code got} and not what the key has. */
  ConfigurationException wrong(String got) {
    String quoted = key.type() == KeyType.TEXT || key.type() == KeyType.LIST ? ", in quotes" : "";
    return new ConfigurationException(
        "%s: '%s' is %s%s, got %s".formatted(origin, key.path(), key.type().words(), quoted, got));
  }

  private String require(boolean typed, String text) {
    if (!typed) {
      throw wrong("'" + text + "'");
    }
    return text;
  }

  private String whole(String text) {
    Class<?> type = key.option().typeInfo().getType();
    boolean wide = type == long.class || type == Long.class;
    BigInteger value = new BigInteger(text.replace("_", ""));
    if (value.bitLength() >= (wide ? Long.SIZE : Integer.SIZE)) {
      throw new ConfigurationException(
          "%s: '%s' is at most %s, got '%s'"
              .formatted(origin, key.path(), wide ? Long.MAX_VALUE : Integer.MAX_VALUE, text));
    }
    return value.toString();
  }

  private String number(String text) {
    double value = Double.parseDouble(text.replace("_", ""));
    if (!Double.isFinite(value)) {
      throw wrong("'" + text + "'");
    }
    return Double.toString(value);
  }

  private String choice(String text) {
    List<String> choices = key.choices();
    if (!choices.isEmpty() && !choices.contains(text)) {
      throw new ConfigurationException(
          "%s: '%s' is one of %s, got '%s'".formatted(origin, key.path(), choices, text));
    }
    return text;
  }
}
