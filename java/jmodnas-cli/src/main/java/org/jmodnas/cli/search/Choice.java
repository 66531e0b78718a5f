package org.jmodnas.cli.search;

import java.util.Arrays;
import java.util.Locale;
import org.jmodnas.tensor.ConfigurationException;

/** The values of an enum as they are written on the command line, such as {@code min-norm}. */
final class Choice {
  private Choice() {}

  /** How {@code value} is written. */
  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The value of {@code type} written {@code name}; {@code option} is what the message names. */
  static <E extends Enum<E>> E parse(String option, Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> name(value).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "Unknown '%s' for '%s': expected one of %s"
                        .formatted(
                            name,
                            option,
                            Arrays.stream(type.getEnumConstants()).map(Choice::name).toList())));
  }
}
