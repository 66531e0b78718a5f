package org.jmodnas.cli.compare;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jmodnas.tensor.ConfigurationException;

/** The values of an option that has each once. */
final class Unique {
  private Unique() {}

  static void require(String option, List<?> values) {
    Set<Object> seen = new HashSet<>();
    for (Object value : values) {
      if (!seen.add(value)) {
        throw new ConfigurationException(
            "'%s' expects each once, got '%s' twice".formatted(option, value));
      }
    }
  }
}
